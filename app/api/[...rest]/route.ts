import { problem } from "@/lib/api/problem";

/** What no endpoint answers, in the form that all of them answer errors. */
function nothing(): Response {
  return problem(404, "There is nothing under this address.");
}

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
