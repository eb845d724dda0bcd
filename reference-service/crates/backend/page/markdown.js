// Markdown as nodes. What is said is never read as markup: each text becomes a text node, and no more elements are made
// than stand here.

const FENCE = /^\s{0,3}(```+|~~~+)\s*(\S*)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const DELIMITERS = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/;
// The deepest nesting of quotes and lists that is followed.
const DEEPEST = 8;

// What may stand within a line, what comes first in the text first.
const INLINE = /(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)|\[([^\]\n]+)\]\(([^()\s]+)\)|\*\*(?=\S)([\s\S]*?\S)\*\*|\*(?=[^\s*])([^*\n]*[^\s*])\*|(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)|~~(?=\S)([^~\n]*\S)~~|\\([\\`*_{}\[\]()#+\-.!>~|])|(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]])/g;

export function markdown(text) {
  const all = document.createDocumentFragment();
  all.append(...blocks(text.replaceAll("\r\n", "\n").split("\n"), 0));
  return all;
}

function make(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

// In this order; a paragraph is whatever nothing else is.
const KINDS = [blank, fence, heading, rule, quote, list, table, paragraph];

function blocks(lines, depth) {
  const made = [];
  let at = 0;
  while (at < lines.length) {
    let block = null;
    for (const kind of KINDS) block ??= kind(lines, at, depth);
    if (block.node) made.push(block.node);
    at = block.next;
  }
  return made;
}

function blank(lines, at) {
  return lines[at].trim() === "" ? { node: null, next: at + 1 } : null;
}

function fence(lines, at) {
  const [, mark] = FENCE.exec(lines[at]) ?? [];
  if (!mark) return null;
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(mark)) end += 1;
  const code = make("code", lines.slice(at + 1, end).join("\n"));
  const block = make("pre", code);
  block.tabIndex = 0;
  return { node: block, next: end + 1 };
}

function heading(lines, at) {
  const [, marks, text] = HEADING.exec(lines[at]) ?? [];
  // The page has the two highest already.
  return marks ? { node: make(`h${Math.min(6, marks.length + 2)}`, ...inline(text)), next: at + 1 } : null;
}

function rule(lines, at) {
  return RULE.test(lines[at]) ? { node: make("hr"), next: at + 1 } : null;
}

function quote(lines, at, depth) {
  if (depth >= DEEPEST || !QUOTE.test(lines[at])) return null;
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  const within = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return { node: make("blockquote", ...blocks(within, depth + 1)), next: end };
}

function list(lines, at, depth) {
  const first = ITEM.exec(lines[at]);
  if (depth >= DEEPEST || !first) return null;
  const is_ordered = first[2] !== undefined;
  const made = make(is_ordered ? "ol" : "ul");
  if (is_ordered && first[2] !== "1") made.start = Number(first[2]);
  const indent = first[1].length;
  let next = at;
  while (next < lines.length) {
    const item = ITEM.exec(lines[next]);
    if (!item || item[1].length > indent + 1 || (item[2] !== undefined) !== is_ordered) break;
    const within = [item[3]];
    next += 1;
    // What is further in belongs to the item.
    while (next < lines.length && /^\s/.test(lines[next]) && lines[next].search(/\S/) > indent) {
      within.push(lines[next].slice(indent + 2));
      next += 1;
    }
    const [head, ...rest] = within;
    made.append(make("li", ...inline(head), ...blocks(rest, depth + 1)));
    if (lines[next]?.trim() === "" && ITEM.test(lines[next + 1] ?? "")) next += 1;
  }
  return { node: made, next };
}

function table(lines, at) {
  if (!lines[at].includes("|") || !DELIMITERS.test(lines[at + 1] ?? "")) return null;
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => inline(cell.trim()));
  const row = (name, line) => make("tr", ...cells(line).map((cell) => make(name, ...cell)));
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const body = lines.slice(at + 2, end).map((line) => row("td", line));
  const made = make("table", make("thead", row("th", lines[at])), make("tbody", ...body));
  const frame = make("div", made);
  frame.className = "wide";
  frame.tabIndex = 0;
  return { node: frame, next: end };
}

function paragraph(lines, at, depth) {
  let end = at + 1;
  const starts_other = (line) =>
    FENCE.test(line) || HEADING.test(line) || RULE.test(line) || (depth < DEEPEST && (QUOTE.test(line) || ITEM.test(line)));
  while (end < lines.length && lines[end].trim() !== "" && !starts_other(lines[end])) end += 1;
  return { node: make("p", ...inline(lines.slice(at, end).join("\n"))), next: end };
}

// Texts and elements of a line. What is nested in bold or struck text is looked at in turn; each time it is shorter.
function inline(text) {
  const made = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, , code, label, target, bold, starred, underlined, struck, escaped, address] = found;
    made.push(text.slice(from, found.index));
    from = found.index + whole.length;
    if (code !== undefined) made.push(make("code", code.replace(/^ (.+) $/, "$1")));
    else if (label !== undefined) made.push(link(target, inline(label)) ?? whole);
    else if (bold !== undefined) made.push(make("strong", ...inline(bold)));
    else if (starred ?? underlined) made.push(make("em", ...inline(starred ?? underlined)));
    else if (struck !== undefined) made.push(make("del", ...inline(struck)));
    else if (escaped !== undefined) made.push(escaped);
    else made.push(link(address, [address]));
  }
  made.push(text.slice(from));
  return made.filter((it) => it !== "");
}

// A link to another place of the web; to nothing else, such as a script.
function link(target, children) {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return null;
  const made = make("a", ...children);
  made.href = target;
  made.rel = "noopener noreferrer";
  made.target = "_blank";
  return made;
}
