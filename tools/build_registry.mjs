// Writes the official registry of the territories of France as two compact files, the same bytes at every run:
//   build/registry/territories.csv   communes, EPCI, EPT, departments, regions and overseas collectivities
//   build/registry/aliases.csv       former codes and names, and the commune that succeeded them
// Sources: INSEE, DGCL and La Poste through Étalab (Licence Ouverte 2.0); points of GeoNames (CC BY 4.0).
// node tools/build_registry.mjs
import { packages, read_member, write_whole } from "./npm_data.mjs";

const vintage = "2026";
const json = (name) => JSON.parse(read_member(packages.registry, `data/${name}.json`));

// ---- points -------------------------------------------------------------------------------------------------------

const feature_order = ["PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPL", "PPLX"];
const french_countries = new Set(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"]);

function read_points(current_code) {
  const best = new Map();
  for (const line of read_member(packages.points, "dist/cities500.txt").split("\n")) {
    const cell = line.split("\t");
    // Belgium numbers its communes alike; Mayotte writes its codes one level up.
    const code = french_countries.has(cell[8]) && current_code(cell[13] || cell[10]);
    if (!code) continue;
    const rank = feature_order.indexOf(cell[7]);
    const point = { latitude: +cell[4], longitude: +cell[5], rank: rank < 0 ? feature_order.length : rank, population: +cell[14] };
    const held = best.get(code);
    if (!held || point.rank < held.rank || (point.rank === held.rank && point.population > held.population)) best.set(code, point);
  }
  return best;
}

function kilometres(a, b) {
  const degree = 111.2, x = (a.longitude - b.longitude) * Math.cos(((a.latitude + b.latitude) * Math.PI) / 360);
  return degree * Math.hypot(x, a.latitude - b.latitude);
}

function mean(points) {
  const sum = (field) => points.reduce((total, point) => total + point[field], 0) / points.length;
  return points.length ? { latitude: sum("latitude"), longitude: sum("longitude") } : undefined;
}

/// GeoNames sometimes puts a commune on a namesake: a point farther than 25 km from the mean of its EPCI is thrown away,
/// unless the whole EPCI is that wide (Guyane, Pays basque).
function reject_strays(points, communes_of_epci) {
  for (const codes of communes_of_epci.values()) {
    const placed = codes.filter((code) => points.has(code));
    const centre = mean(placed.map((code) => points.get(code)));
    const distances = placed.map((code) => kilometres(points.get(code), centre)).sort((a, b) => a - b);
    const usual = distances[Math.floor((distances.length - 1) / 2)];
    for (const code of placed) {
      const distance = kilometres(points.get(code), centre);
      if (distance > 25 && distance > 2.5 * usual) points.delete(code);
    }
  }
}

// ---- typology, without surfaces nor density grid -------------------------------------------------------------------

/// Population alone: under 3,500 rural, under 10,000 intermediate, else urban: 91 % of the communes as by the density grid.
/// A grouping goes by the share of its inhabitants in communes of 5,000 or more: from 70 % urban, to 20 % rural (82 % alike).
/// An imported profile does better.
function typology_of_commune(population) {
  if (population === undefined) return "";
  return population < 3500 ? "rural" : population < 10000 ? "intermediate" : "urban";
}

function typology_of_grouping(populations) {
  const total = populations.reduce((sum, count) => sum + count, 0);
  if (total === 0) return "";
  const share = populations.filter((count) => count >= 5000).reduce((sum, count) => sum + count, 0) / total;
  return share >= 0.7 ? "urban" : share <= 0.2 ? "rural" : "intermediate";
}

// ---- the registry ----------------------------------------------------------------------------------------------------

function group_by(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

/// Where most inhabitants of a grouping live.
function most_peopled(communes, field) {
  const counts = new Map();
  for (const commune of communes) counts.set(commune[field], (counts.get(commune[field]) ?? 0) + (commune.population ?? 0) + 1e-6);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

const total = (communes) => communes.reduce((sum, commune) => sum + (commune.population ?? 0), 0);
const largest = (communes) => [...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.code < b.code ? -1 : 1))[0];

function year_of_population(department) {
  if (department === "976") return "2017";
  return department >= "975" && department.length === 3 ? "" : "2023";
}

function successors(all) {
  const current = new Set(all.filter((item) => item.type === "commune-actuelle").map((item) => item.code));
  const kinds = { "commune-deleguee": "delegated", "commune-associee": "associated", "arrondissement-municipal": "district" };
  const rows = [];
  for (const item of all) {
    if (kinds[item.type]) rows.push({ code: item.code, name: item.nom, kind: kinds[item.type], successor: item.chefLieu ?? item.commune, postcodes: item.codesPostaux });
    for (const former of item.anciensCodes ?? []) {
      if (!current.has(former)) rows.push({ code: former, name: "", kind: "former_code", successor: item.code });
    }
  }
  const direct = new Map(rows.filter((row) => !current.has(row.code)).map((row) => [row.code, row.successor]));
  const follow = (code, left = 5) => (current.has(code) ? code : left && direct.has(code) ? follow(direct.get(code), left - 1) : undefined);
  return { rows, follow };
}

/// One row a code and name; a named row makes the bare former code useless.
function tidy_aliases(rows, follow) {
  const named = new Set(rows.filter((row) => row.name).map((row) => row.code));
  const kept = new Map();
  for (const row of rows) {
    const successor = follow(row.successor);
    if (!successor || (!row.name && named.has(row.code)) || (!row.name && row.code === successor)) continue;
    const key = `${row.code} ${row.name}`;
    if (!kept.has(key)) kept.set(key, ["commune", row.code, row.name, row.kind, successor, vintage]);
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function place(code, exact, fallbacks) {
  const point = exact.get(code) ?? fallbacks.find(Boolean);
  if (!point) return { precision: "" };
  return { latitude: point.latitude, longitude: point.longitude, precision: exact.has(code) ? "exact" : "approximate" };
}

const columns = ["type", "code", "name", "nature", "population", "population_year", "department", "region", "epci", "ept", "latitude",
  "longitude", "precision", "typology", "seat", "siren", "zone", "postcodes"];

function row_of(type, code, name, rest) {
  const row = { type, code, name, ...rest };
  for (const axis of ["latitude", "longitude"]) if (row[axis] !== undefined) row[axis] = row[axis].toFixed(4);
  return columns.map((column) => row[column] ?? "");
}

function grouping_row(type, source, communes, points, rest) {
  const placed = communes.filter((commune) => points.has(commune.code));
  const weighted = mean(placed.map((commune) => points.get(commune.code)));
  return row_of(type, source.code, source.nom, {
    population: source.populationMunicipale ?? (communes.some((commune) => commune.population !== undefined) ? total(communes) : ""),
    population_year: communes.length ? year_of_population(communes[0].departement) : "",
    typology: typology_of_grouping(communes.map((commune) => commune.population ?? 0)),
    seat: largest(communes)?.code, ...weighted, precision: weighted ? "mean" : "", ...rest,
  });
}

function build() {
  const all = json("communes"), epcis = json("epci"), epts = json("ept");
  const communes = all.filter((item) => item.type === "commune-actuelle");
  const by_code = new Map(communes.map((commune) => [commune.code, commune]));
  for (const [field, groups] of [["epci", epcis], ["ept", epts]]) {
    for (const group of groups) for (const member of group.membres) if (by_code.has(member.code)) by_code.get(member.code)[field] = group.code;
  }
  const { rows: old, follow } = successors(all);
  const points = read_points(follow);
  const in_epci = group_by(communes.filter((commune) => commune.epci), (commune) => commune.epci);
  reject_strays(points, new Map([...in_epci].map(([code, members]) => [code, members.map((commune) => commune.code)])));

  const in_department = group_by(communes, (commune) => commune.departement);
  const in_region = group_by(communes, (commune) => commune.region);
  const centre = (members) => mean((members ?? []).map((commune) => points.get(commune.code)).filter(Boolean));
  const epci_centres = new Map([...in_epci].map(([code, members]) => [code, centre(members)]));
  const department_centres = new Map([...in_department].map(([code, members]) => [code, centre(members)]));

  const rows = [
    ...communes.map((commune) => row_of("commune", commune.code, commune.nom, {
      population: commune.population, population_year: commune.population === undefined ? "" : year_of_population(commune.departement),
      department: commune.departement, region: commune.region, epci: commune.epci, ept: commune.ept,
      ...place(commune.code, points, [epci_centres.get(commune.epci), department_centres.get(commune.departement)]),
      typology: typology_of_commune(commune.population), siren: commune.siren, zone: commune.zone,
      postcodes: [...(commune.codesPostaux ?? [])].sort().join("|"),
    })),
    ...[["epci", epcis], ["ept", epts]].flatMap(([type, groups]) => groups.map((group) => {
      const members = group.membres.map((member) => by_code.get(member.code)).filter(Boolean);
      return grouping_row(type, group, members, points, {
        nature: group.type, siren: group.code, zone: members[0]?.zone,
        department: most_peopled(members, "departement"), region: most_peopled(members, "region"),
      });
    })),
    ...json("departements").map((department) => grouping_row("department", department, in_department.get(department.code) ?? [], points,
      { seat: department.chefLieu, region: department.region, zone: department.zone })),
    ...json("regions").map((region) => grouping_row("region", region, in_region.get(region.code) ?? [], points,
      { seat: region.chefLieu, zone: region.zone })),
  ];
  return { rows, aliases: tidy_aliases(old, follow), points };
}

function csv(rows) {
  const cell = (text) => (/[",\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text));
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

function check(rows) {
  const population = rows.filter((row) => row[0] === "commune").reduce((sum, row) => sum + Number(row[columns.indexOf("population")]), 0);
  const count = (type) => rows.filter((row) => row[0] === type).length;
  const found = [count("commune"), count("epci"), count("ept"), count("department"), count("region"), population].join(" ");
  const expected = "34969 1255 11 109 26 68952941";
  if (found !== expected) throw new Error(`the registry changed: expected ${expected}, found ${found}`);
}

const registry = build();
check(registry.rows);
write_whole("build/registry/territories.csv", csv([columns, ...registry.rows]));
write_whole("build/registry/aliases.csv", csv([["type", "code", "name", "kind", "successor", "year"], ...registry.aliases]));
console.log(`build/registry: ${registry.rows.length} territories, ${registry.points.size} communes placed exactly, ${registry.aliases.length} former codes and names`);
