/** How a person is introduced: name, and the posts that the sources give. */
import type { ItemOf } from "../dossier/kinds.ts";
import { bold, plain, type Spans } from "../reply/document.ts";
import { cite } from "./statement.ts";

/** "Igor Kostyukov: Director of …[1]; head of …[2]". */
export function postsOf(person: ItemOf<"person">): Spans {
  const posts = person.posts.flatMap(
    (post, i): Spans => [plain(i > 0 ? "; " : ": "), plain(post.text), cite(person.id, post.cites)],
  );
  return [bold(person.name), ...(posts.length > 0 ? posts : [cite(person.id, person.cites)])];
}
