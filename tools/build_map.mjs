// Writes build/registry/france_map.txt: the outlines of the departments and regions of France, projected, with the five
// overseas departments as insets. Read by platform/charts; the header of the file says how. Natural Earth shapes.
// node tools/build_map.mjs
import { packages, read_member, write_whole } from "./npm_data.mjs";

const width = 1000, margin = 8;
const west = -5.25, east = 9.7, north = 51.2, south = 40.9;
const shrink = Math.cos((46.5 * Math.PI) / 180);            // a degree of longitude, in degrees of latitude, at 46.5° N
const scale_x = (width - 2 * margin) / (east - west);
const scale_y = scale_x / shrink;
const height = Math.round((north - south) * scale_y + 2 * margin);
const project = ([longitude, latitude]) =>
  [Math.round(margin + (longitude - west) * scale_x), Math.round(margin + (north - latitude) * scale_y)];

// In the source the overseas departments already stand under the Pyrenees: longitude' = k·longitude + a, latitude' = k·latitude + b.
// The four last numbers hold the true department: west, south, east, north.
const insets = [
  ["971", 1.5, 88.097, 17.311, -61.95, 15.7, -60.95, 16.6],
  ["972", 1.5, 88.911, 19.779, -61.35, 14.3, -60.75, 15.0],
  ["973", 0.35, 17.463, 40.253, -54.8, 2.0, -51.5, 6.0],
  ["974", 1.5, -82.769, 73.356, 55.1, -21.5, 55.95, -20.8],
  ["976", 1.5, -65.582, 60.709, 44.95, -13.1, 45.4, -12.55],
];

const overseas_codes = { GP: "971", MQ: "972", GF: "973", RE: "974", YT: "976" };
// The names of the source are not spelt as the INSEE does: only its letters are used.
const region_codes = {
  ARA: "84", BFC: "27", BRE: "53", COR: "94", CVL: "24", GES: "44", HDF: "32", IDF: "11", NAQ: "75", NOR: "28", OCC: "76",
  PAC: "93", PDL: "52", GUA: "01", MTQ: "02", GUF: "03", LRE: "04", MAY: "06",
};

function rings_of(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map(tidied).filter((ring) => ring.length > 3);
}

/// A projected ring: points that fall on the same unit are one, first point repeated at the end.
function tidied(ring) {
  const points = ring.map(project).filter((point, at, all) => at === 0 || String(point) !== String(all[at - 1]));
  if (String(points[0]) !== String(points.at(-1))) points.push(points[0]);
  return points;
}

/// Drops the points that lie on the segment between their neighbours.
function straightened(ring) {
  return ring.filter(([x, y], at) => {
    if (at === 0 || at === ring.length - 1) return true;
    const [x0, y0] = ring[at - 1], [x1, y1] = ring[at + 1];
    return (x - x0) * (y1 - y0) !== (y - y0) * (x1 - x0);
  });
}

function path_of(rings) {
  return rings.map((ring) => {
    const points = straightened(ring);
    const steps = points.slice(1, -1).map(([x, y], at) => {
      const dx = x - points[at][0], dy = y - points[at][1];
      return `${dx}${dy < 0 ? "" : " "}${dy}`;
    });
    return `M${points[0].join(" ")}l${steps.reduce((all, step) => all + (all && !step.startsWith("-") ? " " : "") + step, "")}z`;
  }).join("");
}

function frame_of(rings) {
  const xs = rings.flat().map(([x]) => x), ys = rings.flat().map(([, y]) => y);
  const pad = 10, left = Math.min(...xs) - pad, top = Math.min(...ys) - pad;
  return [left, top, Math.max(...xs) + pad - left, Math.max(...ys) + pad - top];
}

function outlines(file, code_of) {
  const features = JSON.parse(read_member(packages.outlines, `esm/countries/${file}.geojson`)).features;
  return new Map(features.map((feature) => [code_of(feature.properties.ISO.trim().slice(3)), rings_of(feature.geometry)]));
}

function build() {
  const departments = outlines("france", (letters) => overseas_codes[letters] ?? letters);
  const regions = outlines("france_regions", (letters) => region_codes[letters]);
  if (departments.size !== 101 || regions.size !== 18 || regions.has(undefined)) {
    throw new Error(`expected 101 departments and 18 regions, found ${departments.size} and ${regions.size}`);
  }
  const sorted = (map) => [...map].sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    "# essaim map 1. Fields are separated by one space; the first letter says what the line is. Units: those of the drawing, 0 0 at the top left.",
    "# S width height                              size of the drawing: viewBox=\"0 0 width height\"",
    "# P margin west north scale_x scale_y        x = margin + (longitude - west) * scale_x ; y = margin + (north - latitude) * scale_y",
    "# I code k a b west south east north         a point in this box belongs to the inset of department `code`: before projecting,",
    "#                                            longitude = k * longitude + a ; latitude = k * latitude + b",
    "# M west south east north                    a point in this box is of mainland France and Corsica. In no box: not on the map",
    "# F code x y width height                    frame to draw around the inset of department `code`",
    "# D code path                                department, for the d attribute of an SVG path",
    "# R code path                                region (INSEE code), same",
    "# Shapes: Natural Earth (public domain), through @superset-ui/legacy-plugin-chart-country-map 0.20.3.",
    `S ${width} ${height}`,
    `P ${margin} ${west} ${north} ${scale_x.toFixed(6)} ${scale_y.toFixed(6)}`,
    ...insets.map((inset) => `I ${inset.join(" ")}`),
    "M -5.3 41.3 9.7 51.2",
    ...insets.map(([code]) => `F ${code} ${frame_of(departments.get(code)).join(" ")}`),
    ...sorted(departments).map(([code, rings]) => `D ${code} ${path_of(rings)}`),
    ...sorted(regions).map(([code, rings]) => `R ${code} ${path_of(rings)}`),
    "",
  ].join("\n");
}

const text = build();
write_whole("build/registry/france_map.txt", text);
console.log(`build/registry/france_map.txt: 101 departments, 18 regions, ${Math.round(text.length / 1024)} KB`);
