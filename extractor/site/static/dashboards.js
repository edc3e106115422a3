// Draws the dashboards: Vega-Lite charts and tables, with every cell as text.

async function rowsOf(chart, root, query) {
  const asked = new URLSearchParams(query);
  asked.set("sql", chart.query);
  asked.set("_shape", "objects");
  const answer = await fetch(`${root}${chart.db}.json?${asked}`);
  if (!answer.ok) throw new Error(`The data did not come (${answer.status}).`);
  return answer.json();
}

function said(place, text) {
  const note = document.createElement("p");
  note.className = "zero-results";
  note.textContent = text;
  place.append(note);
}

async function draw(place, chart, rows) {
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${chart.title}: ${rows.length} points`,
    width: "container",
    background: "transparent",
    config: {
      axis: { labelFontSize: 12, titleFontSize: 12, labelColor: "#14203a" },
      legend: { labelFontSize: 12 },
      range: {
        category: ["#1b5e9e", "#b3440c", "#00696f", "#8e2f8a", "#4f6b00", "#a3195b", "#5b3fb5", "#7a4b00"],
      },
    },
    ...chart.display,
    data: { values: rows },
  };
  // Expressions are interpreted, not compiled: the page's policy allows no program made of text.
  await window.vegaEmbed(place, spec, { actions: false, renderer: "svg", ast: true });
  // The parts of a drawing mean nothing one by one: its rows, which the title leads to, do.
  place.querySelector("svg").setAttribute("aria-hidden", "true");
  const summary = document.createElement("p");
  summary.className = "hide";
  summary.textContent = `${spec.description}. The title leads to the rows.`;
  place.append(summary);
}

// What all points have in common stands above them: measure, unit, area.
function inCommon(place, rows) {
  const shared = ["measure", "unit", "area"].filter(
    (name) => rows[0][name] && rows.every((row) => row[name] === rows[0][name]),
  );
  if (shared.length === 0) return;
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = shared.map((name) => rows[0][name]).join(", ");
  place.before(note);
}

function tabulate(place, rows) {
  place.classList.add("rows");
  const table = document.createElement("table");
  table.className = "figures";
  const head = table.createTHead().insertRow();
  const names = Object.keys(rows[0]);
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const name of names) {
      const cell = line.insertCell();
      const value = row[name] ?? "";
      if (/^\/figures\/-\/figure\/[0-9a-f]{16}$/.test(value)) {
        const link = document.createElement("a");
        link.href = value;
        link.textContent = "evidence";
        cell.append(link);
      } else {
        cell.textContent = typeof value === "number" ? value.toLocaleString("en-GB") : value;
      }
      if (typeof value === "number") cell.className = "n";
    }
  }
  place.append(table);
}

for (const place of document.querySelectorAll(".drawing[data-chart]")) {
  const chart = JSON.parse(place.dataset.chart);
  rowsOf(chart, place.dataset.root, place.dataset.query)
    .then(async (data) => {
      if (data.rows.length === 0) said(place, "There is nothing to draw for this choice.");
      else if (chart.library === "table") tabulate(place, data.rows);
      else {
        inCommon(place, data.rows);
        await draw(place, chart, data.rows);
      }
      if (data.truncated) said(place, `Only the first ${data.rows.length} rows are drawn.`);
      place.dataset.drawn = data.rows.length;
    })
    .catch((error) => said(place, error.message));
}
