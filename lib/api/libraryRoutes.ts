import { z } from "zod";
import { findInLibrary, LIBRARY_STATES, listLibrary } from "@/db/queries/library";
import type { EntityType } from "@/lib/domain/entity";
import { presentEntity } from "@/lib/library/presentEntity";
import { problem } from "./problem";
import { oneOf, paging } from "./query";
import { json, route } from "./route";

const query = z.object({ state: oneOf(LIBRARY_STATES), q: z.string().trim().max(300).optional(), ...paging });

/** The list of one kind of entity: artists, albums and tracks answer alike. */
export function libraryList(kind: EntityType) {
  return route({ query }, async ({ ctx, query: { state, q, cursor, limit } }) => {
    const rows = await ctx.db.read(async (tx) => {
      if (cursor && !(await findInLibrary(tx, ctx.ownerId, kind, cursor))) return null;
      return listLibrary(tx, ctx.ownerId, kind, { state, q, after: cursor, limit: limit + 1 });
    });
    if (!rows) return problem(404, `There is no such ${kind} to go on behind.`);
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
    return json({ items: page.map((row) => presentEntity(kind, row)), next_cursor: next });
  });
}

export function libraryEntity(kind: EntityType) {
  return route({ params: ["id"] }, async ({ ctx, params }) => {
    const row = await ctx.db.read((tx) => findInLibrary(tx, ctx.ownerId, kind, params.id));
    return row ? json(presentEntity(kind, row)) : problem(404, `There is no such ${kind}.`);
  });
}
