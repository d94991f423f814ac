/** What Discord refuses in a request: its published schemas, and the rules that those do not carry. */
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import { z } from "zod";
import type { ZodMiniType } from "zod/mini";

/** One thing wrong: where, as a path with dots, and how Discord words it. */
export interface Refusal {
  readonly path: string;
  readonly message: string;
}

export const IS_COMPONENTS_V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;
/** Flags that a message may be sent with; Discord refuses others. */
const SENDABLE = IS_COMPONENTS_V2 | EPHEMERAL | (1 << 2) | (1 << 12);

/** How a message reaches Discord: each way has a schema and a rule or two of its own. */
export type Way = "channel" | "channel_edit" | "answer" | "followup" | "edit" | "update";

const SCHEMAS: Record<Way, ZodMiniType> = {
  channel: MessageCreateRequestSchema,
  channel_edit: MessageEditRequestPartialSchema,
  answer: IncomingWebhookInteractionRequestSchema,
  followup: IncomingWebhookInteractionRequestSchema,
  edit: IncomingWebhookUpdateRequestPartialSchema,
  update: IncomingWebhookUpdateRequestPartialSchema,
};

const componentShape = z.looseObject({
  type: z.number(),
  content: z.string().optional(),
  custom_id: z.string().optional(),
  style: z.number().optional(),
  label: z.string().optional(),
  emoji: z.unknown().optional(),
  url: z.string().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  get components() {
    return z.array(componentShape).optional();
  },
});
type Component = z.output<typeof componentShape>;

const messageShape = z.looseObject({
  content: z.string().nullish(),
  flags: z.number().nullish(),
  embeds: z.array(z.record(z.string(), z.unknown())).nullish(),
  components: z.array(componentShape).nullish(),
  allowed_mentions: z.unknown().optional(),
  nonce: z.union([z.string(), z.number()]).nullish(),
});
type Message = z.output<typeof messageShape>;

/** Everything that Discord would refuse in a message, and what our own house refuses: open mentions. */
export function messageRefusals(body: unknown, way: Way): Refusal[] {
  const schema = schemaRefusals(SCHEMAS[way], body);
  const parsed = messageShape.safeParse(body);
  if (schema.length > 0 || !parsed.success) return schema.length > 0 ? schema : refused(parsed.error?.issues);
  const message = parsed.data;
  const flags = message.flags ?? 0;
  const problems: Refusal[] = [];
  const refuse = (path: string, text: string) => problems.push({ path, message: text });
  if (JSON.stringify(message.allowed_mentions) !== '{"parse":[]}')
    refuse("allowed_mentions", "house rule: nothing that is sent may ping");
  if (flags & ~SENDABLE) refuse("flags", "Invalid flags");
  if (flags & EPHEMERAL && (way === "channel" || way === "channel_edit"))
    refuse("flags", "Only an interaction's answer can be ephemeral");
  if ((message.content?.length ?? 0) > 2_000) refuse("content", "Must be 2000 or fewer in length.");
  const embedText = JSON.stringify(message.embeds ?? [], (key, value) =>
    ["url", "icon_url", "type", "timestamp"].includes(key) ? undefined : value,
  );
  const characters = [...embedText.matchAll(/:"((?:[^"\\]|\\.)*)"/g)].reduce(
    (n, [, text = ""]) => n + text.length,
    0,
  );
  if (characters > 6_000) refuse("embeds", "Embed size exceeds maximum size of 6000");
  if (flags & IS_COMPONENTS_V2) problems.push(...v2Refusals(message));
  else if (message.components?.some(({ type }) => type !== 1))
    refuse("components", "The 'IS_COMPONENTS_V2' flag is needed for this type of component");
  const rows = message.components ?? [];
  problems.push(...rows.flatMap((component, i) => componentRefusals(component, `components.${i}`)));
  const ids = all(rows).flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  const repeated = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (repeated.length > 0) refuse("components", `Component custom id cannot be duplicated: ${repeated}`);
  return problems;
}

/** Whether a message shows nothing at all: Discord's error 50006. */
export function isEmptyMessage(body: unknown): boolean {
  const { content, embeds, components } = messageShape.parse(body);
  return !content?.trim() && !embeds?.length && !components?.length;
}

/** Size above which Discord answers 500: https://github.com/discord/discord-api-docs/issues/8554, and menus as in 7310. */
export function processedBytes(body: unknown): number {
  const components = all(messageShape.parse(body).components ?? []);
  const texts = components.flatMap(({ content, label, custom_id, options = [] }) => [
    content,
    label,
    custom_id,
    ...options.flatMap((option) => [option.label, option.value]),
  ]);
  const displays = components.filter(({ type }) => type === 10).length;
  return texts.reduce((n, text) => n + Buffer.byteLength(text ?? ""), 12 * displays);
}
export const MAX_PROCESSED_BYTES = 10_170;

function v2Refusals({ content, embeds, components }: Message): Refusal[] {
  const problems: Refusal[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (content)
    refuse("content", "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  if (embeds?.length)
    refuse("embeds", "The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  const every = all(components ?? []);
  if (every.length === 0) refuse("components", "This field is required");
  if (every.length > 40) refuse("components", "The total number of components must be 40 or fewer");
  const texts = every.flatMap((component) => (component.type === 10 ? [component.content ?? ""] : []));
  if (texts.some((text) => text.trim() === "")) refuse("components", "A text display cannot be blank");
  if (texts.reduce((n, text) => n + text.length, 0) > 4_000)
    refuse("components", "The total displayable text must be 4000 or fewer in length");
  return problems;
}

function componentRefusals(component: Component, path: string): Refusal[] {
  const problems: Refusal[] = [];
  const refuse = (message: string) => problems.push({ path, message });
  const { type, components = [], options = [] } = component;
  if (type === 1) {
    const buttons = components.filter((child) => child.type === 2).length;
    if (buttons !== components.length && (buttons > 0 || components.length > 1))
      refuse("A row holds up to five buttons or one menu");
  }
  if (type === 2) {
    if (!component.label?.trim() && !component.emoji) refuse("A button must have a label or emoji");
    if ((component.style === 5) !== (component.url !== undefined))
      refuse("A link button has a url, no other has");
    if ((component.style === 5) === (component.custom_id !== undefined))
      refuse("A button has a custom_id unless it is a link");
  }
  if (type === 3) {
    const values = options.map(({ value }) => value);
    if (new Set(values).size !== values.length) refuse("The specified option value is already used");
    if (options.some(({ label, value }) => label.trim() === "" || value === ""))
      refuse("This field is required");
  }
  return [
    ...problems,
    ...components.flatMap((child, i) => componentRefusals(child, `${path}.components.${i}`)),
  ];
}

const all = (components: readonly Component[]): Component[] =>
  components.flatMap((component) => [component, ...all(component.components ?? [])]);

/** What is wrong in an interaction's answer, by its type. */
export function callbackRefusals(body: unknown): Refusal[] {
  const { type, data } = z.object({ type: z.number(), data: z.unknown().optional() }).parse(body);
  switch (type) {
    case 4:
      return [
        ...schemaRefusals(CreateMessageInteractionCallbackRequestSchema, body),
        ...messageRefusals(data, "answer"),
      ];
    case 5: {
      const flags = z.object({ flags: z.number().optional() }).optional().parse(data)?.flags ?? 0;
      return flags & ~EPHEMERAL
        ? [{ path: "data.flags", message: "A deferred reply may carry only the EPHEMERAL flag" }]
        : schemaRefusals(CreateMessageInteractionCallbackRequestSchema, body);
    }
    case 6:
      return schemaRefusals(UpdateMessageInteractionCallbackRequestSchema, body);
    case 7:
      return [
        ...schemaRefusals(UpdateMessageInteractionCallbackRequestSchema, body),
        ...messageRefusals(data, "update"),
      ];
    case 8:
      return schemaRefusals(ApplicationCommandAutocompleteCallbackRequestSchema, body);
    default:
      return [{ path: "type", message: `Value must be one of (4, 5, 6, 7, 8); it is ${type}` }];
  }
}

export function schemaRefusals(schema: ZodMiniType, body: unknown): Refusal[] {
  const result = z.safeParse(schema, body);
  return result.success ? [] : refused(result.error.issues);
}

function refused(issues: readonly z.core.$ZodIssue[] = []): Refusal[] {
  return issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}
