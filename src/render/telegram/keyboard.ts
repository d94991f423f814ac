/** Inline keyboards: ways on from a reply, and the arrows between its pages. */
import type { Action } from "../../reply/document.ts";
import { encodeView, type Stored, type View } from "./view.ts";

/** An inline keyboard holds 100 buttons (limits.tginfo.me); ten are kept for paging and sources. */
export const MAX_DRILLS = 90;
/** Two labels up to this long stand side by side on a phone. */
const SHORT_LABEL = 18;

export interface Button {
  text: string;
  callback_data: string;
}
export type Drill = Extract<Action, { type: "drill" }>;

const VISIBLE = /[^\s\p{Z}\p{Cf}\p{Cc}]/u;
/** Whether an app shows anything of a text. */
export const isVisibleText = (text: string): boolean => VISIBLE.test(text);

type MakeButton = (label: string, to: View) => Button;

/** Makes buttons; inputs too long for one are added to `stored`. */
export function buttonMaker(stored: Map<string, Stored>): MakeButton {
  return (label, to) => {
    const { data, stored: kept } = encodeView(to);
    if (kept) stored.set(kept.key, kept);
    // A button without a visible label is refused.
    return { text: isVisibleText(label) ? label : "…", callback_data: data };
  };
}

/** Short labels stand side by side. @param show where the reply to a press appears */
export function drillRows(drills: readonly Drill[], show: "reply" | "below", button: MakeButton): Button[][] {
  const rows: Button[][] = [];
  for (const { label, input } of drills) {
    const next = button(label, { show, input, page: 0, asked: null });
    const row = rows.at(-1);
    if (row?.length === 1 && [...row, next].every((b) => b.text.length <= SHORT_LABEL)) row.push(next);
    else rows.push([next]);
  }
  return rows;
}

/** "‹  2 / 5  ›". */
export function pageRow(view: View, pages: number, button: MakeButton): Button[] {
  const { page } = view;
  return [
    ...(page > 0 ? [button("‹", { ...view, page: page - 1 })] : []),
    button(`${page + 1} / ${pages}`, view),
    ...(page < pages - 1 ? [button("›", { ...view, page: page + 1 })] : []),
  ];
}
