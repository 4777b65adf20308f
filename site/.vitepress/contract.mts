import { parse } from "yaml";

interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  enum?: string[];
  const?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

interface Parameter {
  $ref?: string;
  name: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface Body {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema: Schema; example?: unknown }>;
}

interface Operation {
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body>;
  "x-role": string;
}

const METHODS = ["get", "post", "delete"];
const cell = (text: string | undefined) => (text ?? "").trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
const code = (value: unknown) => `\`${value}\``;
const table = (head: string[], rows: string[][]) =>
  rows.length === 0 ? "" : `| ${[head, head.map(() => "---"), ...rows].map((row) => row.join(" | ")).join(" |\n| ")} |\n`;

/** Returns a type in words, with links to the named ones. */
function type(schema: Schema): string {
  const choices = schema.oneOf ?? schema.anyOf;
  if (schema.$ref) {
    const name = schema.$ref.replace(/.*\//, "");
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (choices || schema.enum || schema.const) {
    return choices ? choices.map(type).join(" or ") : (schema.enum ?? [schema.const]).map(code).join(", ");
  }
  if (schema.items) {
    return `list of ${type(schema.items)}`;
  }
  return typeof schema.additionalProperties === "object" ? `object of ${type(schema.additionalProperties)}` : (schema.type ?? "any");
}

/** Returns the limits and the default of a value. */
function limits({ minimum, maximum, maxLength, maxItems, default: value }: Schema): string {
  const range = minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : minimum !== undefined ? `at least ${minimum}` : "";
  const length = maxLength ? `up to ${maxLength} characters` : maxItems ? `up to ${maxItems} entries` : "";
  return [range, length, value === undefined ? "" : `default ${code(value)}`].filter(Boolean).join(", ");
}

const row = (name: string, required: boolean | undefined, schema: Schema, description = schema.description) => [
  required ? `**${code(name)}**` : code(name),
  type(schema),
  limits(schema),
  cell(description),
];

/** Returns the contract as Markdown: the operations by tag, and the types. */
export function reference(yaml: string): string {
  const contract = parse(yaml);
  const resolve = <T extends { $ref?: string }>(value: T): T =>
    value.$ref ? value.$ref.split("/").slice(1).reduce((node, key) => node[key], contract) : value;
  const operation = (path: string, method: string, shared: Parameter[] = []) => {
    const { summary, description, parameters = [], requestBody, responses, "x-role": role }: Operation = contract.paths[path][method];
    const [body] = Object.values(requestBody?.content ?? {});
    return [
      `### \`${method.toUpperCase()} ${path}\`\n`,
      `${summary}. ${role === "none" ? "Needs no key." : `Role ${code(role)}.`}\n`,
      description ?? "",
      table(["parameter", "type", "limits", "meaning"], [...shared, ...parameters].map(resolve).map((p) => row(p.name, p.required, p.schema, p.description))),
      body ? `Body: ${type(body.schema)}\n` : "",
      body?.example ? `\`\`\`json\n${JSON.stringify(body.example, null, 2)}\n\`\`\`\n` : "",
      table(["status", "body", "meaning"], Object.entries(responses).filter(([status]) => /^\d+$/.test(status)).map(([status, given]) => {
        const response = resolve(given);
        const [[media, content] = []] = Object.entries(response.content ?? {});
        return [status, content?.schema.$ref ? type(content.schema) : media ? code(media) : "", cell(response.description)];
      })),
    ];
  };
  const operations = Object.entries<Record<string, unknown>>(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ path, method, item })));
  return [
    "# API\n",
    contract.info.description,
    `Errors of all operations are ${type({ $ref: "Problem" })}. **Bold** parameters and fields are required.\n`,
    ...contract.tags.flatMap((tag: { name: string; description: string }) => [
      `## ${tag.name}\n`,
      `${tag.description}.\n`,
      ...operations
        .filter(({ path, method }) => contract.paths[path][method].tags.includes(tag.name))
        .flatMap(({ path, method, item }) => operation(path, method, item.parameters as Parameter[] | undefined)),
    ]),
    "## Types\n",
    ...Object.entries<Schema>(contract.components.schemas).flatMap(([name, schema]) => [
      `### ${name}\n`,
      schema.description ?? "",
      schema.properties
        ? table(["field", "type", "limits", "meaning"], Object.entries(schema.properties).map(([field, value]) => row(field, schema.required?.includes(field), value)))
        : `${type(schema)}${limits(schema) && `, ${limits(schema)}`}\n`,
    ]),
  ].join("\n");
}
