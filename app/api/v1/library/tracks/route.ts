import { libraryList } from "@/lib/api/libraryRoutes";

export const GET = libraryList("track");
