/** The search server: a query in Lucene's language, hits with a score relative to the best. */
import { json, type SimReply, type SimRequest } from "../shared/http";
import { badRequest, notFound, pageOf } from "./answers";
import type { FieldIndex } from "./field-index";
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
  if (entity === "artist") return page(request, query, "artists", view.artistIndex(), hits.artistHit);
  if (entity === "release-group") return page(request, query, "release-groups", view.groupIndex(), hits.groupHit); // prettier-ignore
  if (entity === "release") return page(request, query, "releases", view.releaseIndex(), hits.releaseHit);
  if (entity === "recording") return page(request, query, "recordings", view.recordingIndex(), hits.recordingHit); // prettier-ignore
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
  query: QueryNode,
  key: string,
  index: FieldIndex<T>,
  shape: (item: T, score: number) => unknown,
): SimReply {
  const { limit, offset } = pageOf(request.query);
  const { total, hits: found } = index.search(query, offset, limit);
  return json(200, {
    created: new Date().toISOString(),
    count: total,
    offset,
    [key]: found.map((hit) => shape(hit.item, hit.score)),
  });
}
