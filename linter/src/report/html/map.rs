//! The map: crates as rectangles by their lines, with their modules and files in them, coloured by how far they conform.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::figures::{FileFigures, SiteCount};
use super::treemap::{Area, squarified};
use crate::finding::FilePath;
use crate::report::text;

/// The size of the drawing.
pub(super) const WIDTH: f64 = 1200.0;
pub(super) const HEIGHT: f64 = 600.0;

/// Smaller rectangles are drawn as one, so that the size of the page is bounded.
const LEAST_AREA: f64 = 700.0;

/// The height of a title.
const TITLE: f64 = 18.0;

/// The width of a character of a title, about.
const CHARACTER: f64 = 6.6;

/// A rectangle of the map.
#[derive(Debug)]
pub(super) struct MapTile {
    pub(super) area: Area,
    /// The class of its colour.
    pub(super) shade: &'static str,
    /// The title, if there is room for it.
    pub(super) label: Option<String>,
    /// What it is, in words.
    pub(super) words: String,
    /// What a click on it filters for.
    pub(super) filter: TileFilter,
}

/// What the findings are filtered for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TileFilter {
    /// A crate.
    Package(String),
    /// A file with findings.
    File(String),
    /// Nothing.
    Nothing,
}

impl MapTile {
    /// Only its edge, which is drawn over what is in it.
    fn outline(self) -> Self {
        Self {
            shade: "outline",
            label: None,
            filter: TileFilter::Nothing,
            ..self
        }
    }
}

/// A row of the table of crates.
#[derive(Debug)]
pub(super) struct PackageRow<'a> {
    pub(super) name: &'a str,
    pub(super) files: u64,
    pub(super) lines: u64,
    pub(super) findings: u64,
    pub(super) sites: SiteCount,
}

/// Something to draw: a file, or a folder with what is in it.
#[derive(Debug, Default)]
struct MapNode<'a> {
    name: String,
    file: Option<&'a FilePath>,
    lines: u64,
    sites: SiteCount,
    findings: u64,
    inner: Vec<MapNode<'a>>,
}

/// The crates, those with the most lines first.
pub(super) fn packages<'a>(files: &'a BTreeMap<&FilePath, FileFigures>) -> Vec<PackageRow<'a>> {
    let mut rows: BTreeMap<&str, PackageRow<'a>> = BTreeMap::new();
    for figures in files.values() {
        let row = rows.entry(&figures.package).or_insert_with(|| PackageRow {
            name: &figures.package,
            files: 0,
            lines: 0,
            findings: 0,
            sites: SiteCount::default(),
        });
        row.files += 1;
        row.lines += figures.lines;
        row.findings += figures.findings;
        row.sites.add(figures.sites);
    }
    let mut rows: Vec<PackageRow<'_>> = rows.into_values().collect();
    rows.sort_by_key(|row| Reverse(row.lines));
    rows
}

/// The rectangles, a crate before what is in it.
pub(super) fn tiles(files: &BTreeMap<&FilePath, FileFigures>) -> Vec<MapTile> {
    let mut by_package: BTreeMap<&str, Vec<(&FilePath, &FileFigures)>> = BTreeMap::new();
    for (file, figures) in files {
        by_package.entry(&figures.package).or_default().push((file, figures));
    }
    let packages = by_package.into_iter().map(|(name, files)| package_node(name, &files));
    let whole = Area {
        x: 0.0,
        y: 0.0,
        width: WIDTH,
        height: HEIGHT,
    };
    let mut tiles = Vec::new();
    draw(packages.collect(), whole, 0, &mut tiles);
    tiles
}

fn package_node<'a>(name: &str, files: &[(&'a FilePath, &FileFigures)]) -> MapNode<'a> {
    let folder = common_folder(files.iter().map(|(file, _)| file.folder()));
    let mut modules: BTreeMap<&str, MapNode<'a>> = BTreeMap::new();
    for (file, figures) in files {
        let below = file.as_str()[folder.len()..].trim_start_matches('/');
        let inner = below.strip_prefix("src/").unwrap_or(below);
        let (module, rest) = inner.split_once('/').unwrap_or((inner, inner));
        let leaf = MapNode {
            name: rest.to_owned(),
            file: Some(file),
            lines: figures.lines,
            sites: figures.sites,
            findings: figures.findings,
            inner: Vec::new(),
        };
        modules.entry(module).or_default().take(module, leaf);
    }
    let mut package = MapNode::default();
    modules.into_values().for_each(|module| package.take(name, module));
    package
}

impl<'a> MapNode<'a> {
    /// Adds what is in it.
    fn take(&mut self, name: &str, inner: Self) {
        name.clone_into(&mut self.name);
        self.lines += inner.lines;
        self.findings += inner.findings;
        self.sites.add(inner.sites);
        self.inner.push(inner);
    }

    /// The only thing in it, if there is only one.
    fn unwrapped(mut self) -> Self {
        match self.inner.len() {
            1 => self.inner.remove(0),
            _ => self,
        }
    }
}

/// The longest folder that all of these are or lie in.
fn common_folder<'a>(mut folders: impl Iterator<Item = &'a str>) -> &'a str {
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |common, folder| {
        let mut common = common;
        while !(folder == common || common.is_empty() || folder.strip_prefix(common).is_some_and(|rest| rest.starts_with('/'))) {
            common = common.rsplit_once('/').map_or("", |(above, _)| above);
        }
        common
    })
}

/// Draws nodes into an area. Depth 0 are crates, 1 modules, 2 files.
fn draw(mut nodes: Vec<MapNode<'_>>, area: Area, depth: u8, tiles: &mut Vec<MapTile>) {
    nodes.retain(|node| node.lines > 0);
    nodes.sort_by(|one, other| (Reverse(one.lines), &one.name).cmp(&(Reverse(other.lines), &other.name)));
    let total: u64 = nodes.iter().map(|node| node.lines).sum();
    let is_small = |node: &MapNode<'_>| node.lines as f64 / total as f64 * area.size() < LEAST_AREA;
    let drawn = nodes.iter().take_while(|node| !is_small(node)).count();
    let small: Vec<MapNode<'_>> = nodes.drain(drawn..).collect();
    let mut rest = MapNode::default();
    let count = small.len() as u64;
    small.into_iter().for_each(|node| {
        rest.take("", node);
    });
    rest.inner.clear();
    rest.name = match depth {
        0 => format!("{} more", text::thousands(count)),
        _ => format!("{} small files or folders", text::thousands(count)),
    };
    let has_rest = count > 0 && rest.lines > 0;
    let mut sizes: Vec<(f64, Option<usize>)> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.lines as f64, Some(at)))
        .collect();
    if has_rest {
        sizes.push((rest.lines as f64, None));
        sizes.sort_by(|one, other| other.0.total_cmp(&one.0));
    }
    let lines: Vec<f64> = sizes.iter().map(|(lines, _)| *lines).collect();
    let mut nodes: Vec<Option<MapNode<'_>>> = nodes.into_iter().map(Some).collect();
    for ((_, at), area) in sizes.into_iter().zip(squarified(&lines, area)) {
        match at.and_then(|at| nodes[at].take()) {
            Some(node) => draw_node(node, area, depth, tiles),
            None => tiles.push(tile(&rest, area, depth, false)),
        }
    }
}

fn draw_node(node: MapNode<'_>, area: Area, depth: u8, tiles: &mut Vec<MapTile>) {
    let node = if depth == 1 { node.unwrapped() } else { node };
    let has_title = depth == 0 && area.height > 3.0 * TITLE && area.width > 50.0;
    tiles.push(tile(&node, area, depth, has_title));
    let inner = area.inner(if depth == 0 { 2.0 } else { 0.0 }, if has_title { TITLE } else { 0.0 });
    let has_room = inner.size() > 4.0 * LEAST_AREA;
    if has_room && !node.inner.is_empty() {
        let outline = (depth == 1).then(|| tile(&node, area, depth, false).outline());
        draw(node.inner, inner, depth + 1, tiles);
        tiles.extend(outline);
    }
}

fn tile(node: &MapNode<'_>, area: Area, depth: u8, has_title: bool) -> MapTile {
    let has_room = has_title || area.height > TITLE && (depth > 0 || node.inner.is_empty());
    let lines = text::count(node.lines, "line");
    let name = node.file.map_or(&*node.name, |file| file.as_str());
    MapTile {
        area,
        shade: node.sites.shade(),
        label: has_room.then(|| shortened(&node.name, area.width)).flatten(),
        words: format!(
            "{name}: {lines}, {}, {}",
            text::count(node.findings, "finding"),
            node.sites.words()
        ),
        filter: match node.file {
            Some(file) if node.findings > 0 => TileFilter::File(file.as_str().to_owned()),
            None if depth == 0 && !node.inner.is_empty() => TileFilter::Package(node.name.clone()),
            _ => TileFilter::Nothing,
        },
    }
}

/// A title that fits into a width; `None` if nothing that helps would.
fn shortened(name: &str, width: f64) -> Option<String> {
    let most = ((width - 8.0) / CHARACTER).max(0.0) as usize;
    let length = name.chars().count();
    match length {
        0 => None,
        _ if length <= most => Some(name.to_owned()),
        _ if most < 4 => None,
        _ => Some(name.chars().take(most - 1).chain(['…']).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(package: &str, lines: u64) -> FileFigures {
        FileFigures {
            package: package.into(),
            lines,
            ..FileFigures::default()
        }
    }

    #[test]
    fn crates_have_areas_by_their_lines() {
        let files = [
            ("a/src/lib.rs", "a", 300),
            ("a/src/m/x.rs", "a", 100),
            ("b/src/lib.rs", "b", 400),
        ];
        let paths: Vec<FilePath> = files.iter().map(|(path, ..)| FilePath::new(path)).collect();
        let files = paths
            .iter()
            .zip(files)
            .map(|(path, (_, package, lines))| (path, figures(package, lines)))
            .collect();
        let tiles = tiles(&files);
        let crates: Vec<f64> = tiles
            .iter()
            .filter(|tile| matches!(tile.filter, TileFilter::Package(_)))
            .map(|tile| tile.area.size())
            .collect();
        assert_eq!(crates, [WIDTH * HEIGHT / 2.0; 2]);
        assert!(
            tiles.iter().any(|tile| tile.words.starts_with("a/src/m/x.rs: 100 lines")),
            "{tiles:?}"
        );
    }

    #[test]
    fn many_small_files_are_one_rectangle() {
        let paths: Vec<FilePath> = (0..100_000).map(|at| FilePath::new(format!("src/f{at}.rs"))).collect();
        let files = paths.iter().map(|path| (path, figures("a", 10))).collect();
        let tiles = tiles(&files);
        assert!(tiles.len() < 10, "{}", tiles.len());
        assert!(tiles.iter().any(|tile| tile.words.contains("100,000 small")), "{tiles:?}");
    }

    #[test]
    fn the_common_folder_ends_at_a_name() {
        assert_eq!(common_folder(["a/src", "a/srcs/b", "a/src"].into_iter()), "a");
        assert_eq!(common_folder(["a/src", "a/src/b"].into_iter()), "a/src");
        assert_eq!(common_folder(["a", "b"].into_iter()), "");
    }
}
