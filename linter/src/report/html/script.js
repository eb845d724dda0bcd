"use strict";
// The list of findings: unpacked from the page itself, filtered, and drawn a window at a time. Every text becomes a text node, so that
// no name from the code can be markup.

const WINDOW = 100, COPIES = 3;
const SEVERITIES = ["low", "medium", "high", "critical"];
const byId = (id) => document.getElementById(id);
const list = byId("list"), more = byId("more"), status = byId("status"), search = byId("search"), form = byId("filters");
const selects = [...document.querySelectorAll("select[data-choice]")];
let all = [], found = [], drawn = 0, followed = null;

function element(tag, classes, ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

// What a sentence quotes between backticks is code.
function sentence(tag, classes, words) {
  const parts = words.split("`");
  if (parts.length % 2 === 0) return element(tag, classes, words);
  return element(tag, classes, ...parts.map((part, at) => at % 2 ? element("code", "", part) : part));
}

async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

// The data as objects: numbers of words become words.
function findings(data) {
  const word = (number) => data.words[number];
  const files = data.files.map(([path, crate, owners]) => ({ path: word(path), crate: word(crate), owners: owners.map(word), lines: new Map() }));
  for (const [file, runs] of data.lines)
    for (const [first, lines] of runs) lines.forEach((line, at) => files[file].lines.set(first + at, line));
  const rules = new Map(data.rules.map(([id, why]) => [word(id), word(why)]));
  const exemptions = data.exemptions.map(([reason, until, place]) => ({ reason: word(reason), until: word(until), place: word(place) }));
  const place = ([file, line, column, last, length]) => ({ file: files[file], line, column, last, length });
  const states = { "-2": "new", "-1": "known" };
  return data.findings.map(([rule, severity, category, concept, at, state, message, help, item, related], number) => {
    const finding = {
      rule: word(rule), severity: SEVERITIES[severity], category: word(category), concept: word(concept), place: place(at),
      state: states[state] ?? "exempted", exemption: exemptions[state], message: word(message), help: word(help), item: word(item),
      related: related.map(([at, label, isCopy]) => ({ place: place(at), label: word(label), isCopy: isCopy === 1 })),
      why: rules.get(word(rule)), patch: data.patches[number], link: data.link,
    };
    finding.crate = finding.place.file.crate;
    finding.file = finding.place.file.path;
    finding.owners = finding.place.file.owners.length ? finding.place.file.owners : ["unowned"];
    finding.text = [finding.message, finding.place.file.path, finding.rule, finding.item, finding.concept].join("\n").toLowerCase();
    return finding;
  });
}

function matches(finding, words, chosen) {
  for (const [name, value] of chosen)
    if (name === "owner" ? !finding.owners.includes(value) : finding[name] !== value) return false;
  return words.every((word) => finding.text.includes(word));
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = selects.filter((select) => select.value).map((select) => [select.dataset.choice, select.value]);
  if (followed) chosen.push(followed);
  found = all.filter((finding) => matches(finding, words, chosen));
  list.replaceChildren();
  drawn = 0;
  draw();
  const of = followed ? ` of ${followed[1]}` : "";
  const total = all.length.toLocaleString("en");
  status.textContent = found.length === all.length ? count(all.length) : `${count(found.length)}${of} of ${total}`;
}

function count(number) {
  return `${number.toLocaleString("en")} ${number === 1 ? "finding" : "findings"}`;
}

function draw() {
  list.append(...found.slice(drawn, drawn + WINDOW).map(row));
  drawn = Math.min(drawn + WINDOW, found.length);
  more.hidden = drawn >= found.length;
  more.textContent = `Show more (${(found.length - drawn).toLocaleString("en")} left)`;
}

function row(finding) {
  const { place } = finding;
  const summary = element("summary", "",
    element("span", `severity ${finding.severity}`, finding.severity), " ", sentence("span", "message", finding.message), " ",
    element("span", "where", `${place.file.path || "."}:${place.line}:${place.column}`), " ", element("span", "rule", finding.rule));
  if (finding.state !== "new") summary.append(" ", element("span", "state", finding.state));
  const details = element("details", "", summary);
  details.addEventListener("toggle", () => details.open && details.children.length === 1 && details.append(body(finding)));
  return element("li", "finding", details);
}

function body(finding) {
  const { why, place } = finding;
  const parts = [];
  if (finding.help) parts.push(sentence("p", "help", finding.help));
  const copies = finding.related.filter((related) => related.isCopy && spans(related.place)).slice(0, COPIES);
  const isCopied = spans(place) && copies.length > 0;
  if (isCopied) parts.push(...copies.map((copy) => aligned(finding, copy)));
  else parts.push(shown(place, finding));
  const others = finding.related.filter((related) => !isCopied || !copies.includes(related));
  if (others.length) parts.push(element("div", "beside", ...others.map((other) => shown(other.place, finding, other.label))));
  if (finding.patch) parts.push(patch(finding.patch));
  if (finding.exemption) {
    const { reason, until, place } = finding.exemption;
    parts.push(element("p", "", `Exempted${until ? ` until ${until}` : ""}: ${reason} (${place})`));
  }
  if (finding.state === "known") parts.push(element("p", "", "Known: the baseline or the compared state has it, too."));
  if (finding.item) parts.push(element("p", "help", "in ", element("code", "", finding.item)));
  if (why) parts.push(sentence("p", "help", why));
  return element("div", "body", ...parts);
}

function spans(place) {
  return place.last - place.line >= 2;
}

// A place: its relation to the finding, a link to the forge, its lines.
function shown(place, finding, label) {
  const code = element("pre", "code", ...excerpt(place));
  code.tabIndex = 0;
  const where = `${place.file.path || "."}:${place.line}`;
  code.setAttribute("role", "group");
  code.setAttribute("aria-label", where);
  const parts = label ? [sentence("p", "title", label)] : [];
  parts.push(element("p", "where", linked(place, finding.link, where)));
  return element("div", "", ...parts, ...(code.childNodes.length ? [code] : []));
}

function linked(place, template, label) {
  if (!template) return label;
  const path = place.file.path.split("/").map(encodeURIComponent).join("/");
  const link = element("a", "", label);
  link.href = template.replaceAll("{line}", place.line).replaceAll("{file}", () => path);
  link.rel = "noreferrer";
  return link;
}

function excerpt(place) {
  const rows = [];
  const { lines } = place.file;
  let first = place.line, last = Math.max(place.line, place.last);
  while (lines.has(first - 1) && place.line - first < 3) first -= 1;
  while (lines.has(last + 1) && last - place.last < 3) last += 1;
  let gap = 0;
  for (let number = first; number <= last; number += 1) {
    const line = lines.get(number);
    if (line === undefined) { gap += 1; continue; }
    const isHit = number >= place.line && number <= place.last;
    rows.push(element("span", isHit ? "hit" : "", element("i", "", String(number)), ...marked(line, number, place)));
  }
  if (gap && rows.length) rows.push(element("span", "", element("i", "", "…"), `${gap} more ${gap === 1 ? "line" : "lines"}`));
  return rows;
}

// A line with the place in it marked, if that is a part of one line.
function marked(line, number, place) {
  if (number !== place.line || !place.length) return [line];
  const chars = [...line], start = place.column - 1;
  return [chars.slice(0, start).join(""), element("mark", "", chars.slice(start, start + place.length).join("")), chars.slice(start + place.length).join("")];
}

function patch(text) {
  const [title, ...lines] = text.trimEnd().split("\n");
  const kinds = { "+": "added", "-": "removed" };
  const code = element("pre", "code", ...lines.map((line) => element("span", kinds[line[0]] ?? "", element("i", "", ""), line)));
  code.tabIndex = 0;
  code.setAttribute("role", "group");
  code.setAttribute("aria-label", "Fix as a patch");
  return element("div", "", sentence("p", "title", `Fix: ${title}`), code);
}

function taken(place) {
  const lines = [];
  for (let number = place.line; number <= place.last; number += 1)
    if (place.file.lines.has(number)) lines.push([number, place.file.lines.get(number)]);
  return lines;
}

// Two copies side by side, equal lines beside one another: the longest common subsequence of their lines.
function aligned(finding, copy) {
  const left = taken(finding.place), right = taken(copy.place);
  const key = ([, line]) => line.trim();
  const longest = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let at = left.length - 1; at >= 0; at -= 1)
    for (let to = right.length - 1; to >= 0; to -= 1)
      longest[at][to] = key(left[at]) === key(right[to]) ? longest[at + 1][to + 1] + 1 : Math.max(longest[at + 1][to], longest[at][to + 1]);
  const rows = [];
  let at = 0, to = 0;
  while (at < left.length || to < right.length) {
    const isSame = at < left.length && to < right.length && key(left[at]) === key(right[to]);
    const isLeft = isSame || (at < left.length && (to >= right.length || longest[at + 1][to] >= longest[at][to + 1]));
    if (isSame) rows.push([left[at++], right[to++], true]);
    else if (isLeft) rows.push([left[at++], null, false]);
    else rows.push([null, right[to++], false]);
  }
  const cells = (line, isSame) => [element("td", "n", line ? String(line[0]) : ""), element("td", isSame || !line ? "" : "changed", line ? line[1] : "")];
  const header = (place) => {
    const cell = element("th", "", linked(place, finding.link, `${place.file.path}:${place.line}`));
    cell.colSpan = 2;
    cell.scope = "colgroup";
    return cell;
  };
  const columns = ["n", "", "n", ""].map((classes) => element("col", classes));
  const table = element("table", "diff", element("colgroup", "", ...columns), element("thead", "", element("tr", "", header(finding.place), header(copy.place))),
    element("tbody", "", ...paired(rows).map(([one, other, isSame]) => element("tr", "", ...cells(one, isSame), ...cells(other, isSame)))));
  const region = element("div", "scroll", table);
  region.tabIndex = 0;
  region.setAttribute("role", "group");
  region.setAttribute("aria-label", `${finding.place.file.path} beside ${copy.place.file.path}`);
  return element("div", "", sentence("p", "title", copy.label), region);
}

// Lines that only the left has stand beside those that only the right has.
function paired(rows) {
  const paired = [];
  for (const row of rows) {
    const waiting = paired.findIndex((earlier, at) => row[0] === null && earlier[1] === null && paired.slice(at).every((it) => !it[2]));
    if (waiting >= 0) paired[waiting][1] = row[1];
    else paired.push([...row]);
  }
  return paired;
}

function reset() {
  search.value = "";
  followed = null;
  selects.forEach((select) => { select.value = ""; });
}

// A drawing or a table leads to the findings that it is about.
function follow(link) {
  const { filter: name, value } = link.dataset;
  reset();
  const select = selects.find((select) => select.dataset.choice === name);
  // Controls have the values that findings have, and not all of these if there are many.
  if (select && [...select.options].some((option) => option.value === value)) select.value = value;
  else followed = [name, value];
  filter();
}

// The pointer or the arrow keys choose a revision.
function trend(charts) {
  const rows = [...document.querySelectorAll("#revisions tbody tr")];
  let chosen = rows.length - 1;
  const choose = (number) => {
    chosen = Math.max(0, Math.min(rows.length - 1, number));
    for (const plot of charts.querySelectorAll("svg"))
      plot.querySelectorAll(".stripe").forEach((stripe, at) => stripe.classList.toggle("chosen", at === chosen));
    byId("readout").textContent = [...rows[chosen].cells].map((cell) => cell.textContent).join(" · ");
  };
  for (const plot of charts.querySelectorAll(".plot")) {
    plot.querySelectorAll(".stripe").forEach((stripe, at) => stripe.addEventListener("pointerenter", () => choose(at)));
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      choose(chosen + step);
    });
  }
}

// On paper everything is open.
function print() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")].filter((details) => !details.closest("#list"));
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
}

// Under `--serve` the page asks for the number of its state, and loads itself again when there is another. Filters stay.
function live(state) {
  const kept = JSON.parse(sessionStorage.getItem("filters") ?? "null");
  if (kept) {
    search.value = kept.search;
    selects.forEach((select, at) => { select.value = kept.selects[at] ?? ""; });
    followed = kept.followed;
  }
  const ask = async () => {
    const answer = document.hidden ? null : await fetch("state", { cache: "no-store" }).catch(() => null);
    if (answer?.ok && await answer.text() !== state) {
      sessionStorage.setItem("filters", JSON.stringify({ search: search.value, followed, selects: selects.map((select) => select.value) }));
      location.reload();
      return;
    }
    setTimeout(ask, 1000);
  };
  ask();
}

async function start() {
  const charts = document.querySelector("[data-trend]");
  if (charts) trend(charts);
  print();
  all = findings(await unpacked(byId("data").textContent));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  selects.forEach((select) => select.addEventListener("change", filter));
  byId("reset").addEventListener("click", () => { reset(); filter(); });
  more.addEventListener("click", draw);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-filter]");
    if (link) follow(link);
  });
  const { state } = document.documentElement.dataset;
  if (state) live(state);
  filter();
}

start();
