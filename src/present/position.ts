/** What a party wants, as one side of a comparison. */
import type { Dossier } from "../dossier/dossier.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { bold, type Side, type Spans } from "../reply/document.ts";
import { keyFirst } from "./parts.ts";
import { say } from "./statement.ts";

const STANCES = {
  demands: "Demands",
  threatens: "Threatens",
  offers: "Offers",
  accepts: "Accepts",
  rejects: "Rejects",
  argues: "Argues",
} as const;

/** A position behind its stance. */
export function stance(dossier: Dossier, position: ItemOf<"position">): Spans {
  return [bold(`${STANCES[position.stance]}: `), ...say(dossier, position)];
}

/** A party's positions in the order of stances, key ones first; with `most`, no more than that many. */
export function side(
  dossier: Dossier,
  party: string,
  positions: readonly ItemOf<"position">[],
  most = positions.length,
): Side {
  const own = keyFirst(positions.filter((position) => position.party === party)).slice(0, most);
  const items = Object.keys(STANCES).flatMap((kind) =>
    own.filter((position) => position.stance === kind).map((position) => stance(dossier, position)),
  );
  return { label: nameOf(dossier, party), items };
}

/** All positions of a party, one side for each stance: its label stands once, not before every line. */
export function sidesByStance(
  dossier: Dossier,
  party: string,
  positions: readonly ItemOf<"position">[],
): Side[] {
  const own = keyFirst(positions.filter((position) => position.party === party));
  return Object.entries(STANCES).flatMap(([kind, label]) => {
    const items = own.filter((position) => position.stance === kind);
    return items.length > 0
      ? [
          {
            label: `${nameOf(dossier, party)} · ${label}`,
            items: items.map((position) => say(dossier, position)),
          },
        ]
      : [];
  });
}

/** Parties that hold any of these positions, in the order of the dossier: those who negotiate first. */
export function holders(dossier: Dossier, positions: readonly ItemOf<"position">[]): string[] {
  return dossier.all("party").flatMap(({ id }) => (positions.some(({ party }) => party === id) ? [id] : []));
}

/** The ids of a party and of those that are part of it: with Europe, France. */
export function withParts(dossier: Dossier, party: string): string[] {
  return dossier.all("party").flatMap(({ id, within }) => (id === party || within === party ? [id] : []));
}

/** The name of a party as it stands in a sentence: "the United States". */
export function inSentence(name: string): string {
  return /^(?:United|European) /.test(name) ? `the ${name}` : name;
}

/** The name of a party, person, topic or round; the short name of a source; the id of anything else. */
export function nameOf(dossier: Dossier, id: string): string {
  const item = dossier.item(id);
  if (item?.kind === "source") return item.short;
  return item && "name" in item ? item.name : id;
}
