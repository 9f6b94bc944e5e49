/** The search server: a query in Lucene's language, hits with a score relative to the best. */
import { json, type SimReply, type SimRequest } from "../shared/http";
import { badRequest, notFound, pageOf } from "./answers";
import { QuerySyntaxError, countClauses, parseLucene, type QueryNode } from "./lucene";
import * as hits from "./search-shapes";
import type { MusicBrainzView } from "./view";

const MOST_CLAUSES = 1024;

export function search(view: MusicBrainzView, request: SimRequest, entity: string): SimReply {
  const text = request.query.get("query") ?? "";
  if (text.trim() === "") return badRequest("The given parameters do not match any available query type for the artist resource."); // prettier-ignore
  let query: QueryNode;
  try {
    query = request.query.get("dismax") === "true" ? plainWords(text) : parseLucene(text);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return badRequest(`Unable to parse search: ${text.slice(0, 200)}`);
    throw error;
  }
  if (countClauses(query) > MOST_CLAUSES) return badRequest(`maxClauseCount is set to ${MOST_CLAUSES}`);
  if (entity === "artist") return page(request, "artists", view.artistIndex().search(query), hits.artistHit);
  if (entity === "release-group") return page(request, "release-groups", view.groupIndex().search(query), hits.groupHit); // prettier-ignore
  if (entity === "release")
    return page(request, "releases", view.releaseIndex().search(query), hits.releaseHit);
  if (entity === "recording") return page(request, "recordings", view.recordingIndex().search(query), hits.recordingHit); // prettier-ignore
  return notFound();
}

/** `dismax=true`: the words as a person typed them, no operators. */
function plainWords(text: string): QueryNode {
  const words = text.split(/\s+/).filter(Boolean);
  return {
    kind: "group",
    clauses: words.map((word) => ({
      occur: "should",
      node: { kind: "term", field: null, text: word, phrase: false, prefix: false, fuzzy: false },
    })),
  };
}

function page<T>(
  request: SimRequest,
  key: string,
  found: readonly { item: T; score: number }[],
  shape: (item: T, score: number) => unknown,
): SimReply {
  const { limit, offset } = pageOf(request.query);
  return json(200, {
    created: new Date().toISOString(),
    count: found.length,
    offset,
    [key]: found.slice(offset, offset + limit).map((hit) => shape(hit.item, hit.score)),
  });
}
