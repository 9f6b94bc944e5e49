import { command } from "./launch/command";
import { serve } from "./launch/serve";

await command(() => serve({ demo: true }));
