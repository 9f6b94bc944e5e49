import { libraryEntity } from "@/lib/api/libraryRoutes";

export const GET = libraryEntity("track");
