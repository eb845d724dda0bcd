//! The drawing of layers: a band for each, its crates and modules in it, and the uses that break the contract as red arrows.
//!
//! The ends of an arrow are the names that the finding quotes: see `report` and `report_cycle` of the kind `layers`.

use std::collections::{BTreeMap, BTreeSet};

use super::prose::quoted;
use crate::finding::Finding;
use crate::report::{LayersInfo, Report, text};

/// The width of the drawing.
pub(super) const WIDTH: f64 = 960.0;

/// Heights of a band and of a box in it.
const BAND: f64 = 84.0;
const BOX: f64 = 34.0;

/// Maximum number of boxes in a band; the others are one box.
const MOST_BOXES: usize = 8;

/// The layers of one rule.
#[derive(Debug)]
pub(super) struct LayersView {
    pub(super) rule: String,
    pub(super) height: f64,
    pub(super) bands: Vec<LayerBand>,
    pub(super) arrows: Vec<LayerArrow>,
    /// The uses that break the contract, in words.
    pub(super) uses: Vec<String>,
}

/// A layer.
#[derive(Debug)]
pub(super) struct LayerBand {
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) boxes: Vec<LayerBox>,
}

/// A member of a layer.
#[derive(Debug)]
pub(super) struct LayerBox {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) is_rest: bool,
}

/// Uses of one member by another that break the contract.
#[derive(Debug)]
pub(super) struct LayerArrow {
    /// The curve, as the data of an SVG path.
    pub(super) path: String,
    pub(super) words: String,
    pub(super) is_circle: bool,
    pub(super) width: f64,
}

/// A use, or uses, of the second by the first; whether they close a circle; and how many.
type Uses = BTreeMap<(String, String, bool), u64>;

/// The drawing for each rule about layers.
pub(super) fn layers(report: &Report) -> Vec<LayersView> {
    report.layers.iter().map(|info| LayersView::new(info, report)).collect()
}

impl LayersView {
    fn new(info: &LayersInfo, report: &Report) -> Self {
        let uses = uses(report.scored_findings().filter(|finding| finding.rule == info.rule));
        let involved: BTreeSet<&str> = uses.keys().flat_map(|(from, to, _)| [&**from, &**to]).collect();
        let bands = info.layers.iter().enumerate().map(|(index, layer)| {
            let y = index as f64 * BAND;
            let names = members(layer, &involved);
            LayerBand {
                y,
                height: BAND,
                boxes: boxes(names, y),
            }
        });
        let bands: Vec<LayerBand> = bands.collect();
        let arrows = uses.iter().filter_map(|((from, to, is_circle), count)| {
            let (start, end) = (find(&bands, from)?, find(&bands, to)?);
            Some(LayerArrow {
                path: curve(start, end),
                words: words(from, to, *is_circle, *count),
                is_circle: *is_circle,
                width: 1.5 + (*count as f64).sqrt().min(5.0),
            })
        });
        Self {
            rule: info.rule.to_string(),
            height: info.layers.len() as f64 * BAND,
            arrows: arrows.collect(),
            uses: uses
                .iter()
                .map(|((from, to, is_circle), count)| words(from, to, *is_circle, *count))
                .collect(),
            bands,
        }
    }
}

fn words(from: &str, to: &str, is_circle: bool, count: u64) -> String {
    match is_circle {
        true => format!("{from} uses {to}, in a circle"),
        false => format!("{from} uses {to} at {}", text::count(count, "site")),
    }
}

/// The uses that findings are about.
fn uses<'a>(findings: impl Iterator<Item = &'a Finding>) -> Uses {
    let mut uses = Uses::new();
    for finding in findings {
        let names = quoted(&finding.message);
        if finding.message.contains("in a circle") {
            for pair in names.windows(2) {
                *uses.entry((pair[0].to_owned(), pair[1].to_owned(), true)).or_default() += 1;
            }
        } else if let [from, _, to] = names[..] {
            *uses.entry((from.to_owned(), to.to_owned(), false)).or_default() += 1;
        }
    }
    uses
}

/// The names of a layer: those that uses are about, and the patterns that match none of them.
fn members(layer: &[crate::config::PathPattern], involved: &BTreeSet<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for pattern in layer {
        let matching: Vec<String> = involved
            .iter()
            .filter(|name| pattern.matches_own(name))
            .map(|name| (*name).to_owned())
            .collect();
        match matching.is_empty() {
            true => names.push(pattern.to_string()),
            false => names.extend(matching),
        }
    }
    // Those that uses are about come first, because they have arrows.
    names.sort_by_key(|name| !involved.contains(&**name));
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn boxes(mut names: Vec<String>, y: f64) -> Vec<LayerBox> {
    const GAP: f64 = 12.0;
    let more = names.len().saturating_sub(MOST_BOXES);
    names.truncate(MOST_BOXES);
    let count = names.len() + usize::from(more > 0);
    let width = ((WIDTH - GAP) / count.max(1) as f64 - GAP).min(240.0);
    let first = (WIDTH - count as f64 * (width + GAP) + GAP) / 2.0;
    let mut boxes: Vec<LayerBox> = names
        .into_iter()
        .enumerate()
        .map(|(index, name)| LayerBox {
            x: first + index as f64 * (width + GAP),
            y: y + (BAND - BOX) / 2.0,
            width,
            height: BOX,
            label: shortened(&name, width),
            name,
            is_rest: false,
        })
        .collect();
    if more > 0 {
        boxes.push(LayerBox {
            x: first + MOST_BOXES as f64 * (width + GAP),
            y: y + (BAND - BOX) / 2.0,
            width,
            height: BOX,
            label: format!("{more} more"),
            name: String::new(),
            is_rest: true,
        });
    }
    boxes
}

/// The end of a path that fits: its last segments say the most.
fn shortened(name: &str, width: f64) -> String {
    let most = (width / 7.2) as usize;
    let length = name.chars().count();
    if length <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().skip(length - most.saturating_sub(1)).collect();
    format!("…{kept}")
}

/// The box of a member; `None` if it is not drawn.
fn find<'b>(bands: &'b [LayerBand], name: &str) -> Option<&'b LayerBox> {
    bands.iter().flat_map(|band| &band.boxes).find(|member| member.name == name)
}

/// From a box up to one above, or in an arc to one beside it.
fn curve(from: &LayerBox, to: &LayerBox) -> String {
    let middle = |member: &LayerBox| member.x + member.width / 2.0;
    let (x, end) = (middle(from), middle(to));
    if (from.y - to.y).abs() < 1.0 {
        let (y, top) = (from.y, from.y - BAND * 0.35);
        return format!("M{x:.0} {y:.0}C{x:.0} {top:.0} {end:.0} {top:.0} {end:.0} {y:.0}");
    }
    let (y, end_y) = match from.y > to.y {
        true => (from.y, to.y + BOX),
        false => (from.y + BOX, to.y),
    };
    let half = (y + end_y) / 2.0;
    format!("M{x:.0} {y:.0}C{x:.0} {half:.0} {end:.0} {half:.0} {end:.0} {end_y:.0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{report, with_manifest};

    /// The drawing reads the messages of the rule, so the rule itself writes them here.
    #[test]
    fn uses_that_break_the_layers_are_arrows() {
        let config = "packs = []\n[rule.own]\nkind = \"layers\"\nlayers = [[\"app::web\"], [\"app::shop\", \"app::cart\"], [\"app::store\"]]\n";
        let lib = "pub mod web { pub fn show() {} }
pub mod shop { pub fn buy() { crate::cart::add() } }
pub mod cart { pub fn add() { crate::shop::buy() } }
pub mod store { pub fn load() { crate::web::show() } pub fn save() { crate::web::show() } }
";
        let files = [("ssot.toml", config), ("src/lib.rs", lib)];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let report = report(&with_manifest(files, "app"));
        let [view] = &layers(&report)[..] else {
            panic!("there is one rule")
        };
        assert_eq!(
            view.uses,
            [
                "app::cart uses app::shop, in a circle",
                "app::shop uses app::cart, in a circle",
                "app::store uses app::web at 2 sites",
            ]
        );
        assert_eq!((view.bands.len(), view.arrows.len()), (3, 3));
        assert_eq!(
            view.bands[1].boxes.iter().map(|member| &*member.name).collect::<Vec<_>>(),
            ["app::shop", "app::cart"]
        );
    }

    #[test]
    fn a_layer_with_many_members_counts_the_rest() {
        let boxes = boxes((0..20).map(|at| format!("app::m{at}")).collect(), 0.0);
        assert_eq!(boxes.len(), MOST_BOXES + 1);
        assert_eq!(boxes[MOST_BOXES].label, "12 more");
        assert!(boxes.iter().all(|member| member.x >= 0.0 && member.x + member.width <= WIDTH));
    }
}
