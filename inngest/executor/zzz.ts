import {env} from "@/lib/server/env"; import {openDatabase} from "@/db/client"; export const a=[env,openDatabase];
