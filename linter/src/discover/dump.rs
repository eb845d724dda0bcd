//! A layout as short text, for tests and for eyes.

use std::fmt::Write;

use super::{CrateTarget, ExternLibrary, Layout, PackageId, TargetKind};

impl Layout {
    /// One line for each package and each of its crates, with the names that its code can begin a path
    /// with; then the files that are more than "of the nearest package, class unknown"; then the problems.
    pub fn dump(&self) -> String {
        let mut text = String::new();
        for (index, package) in self.packages.iter().enumerate() {
            let folder = if package.folder.is_empty() { "." } else { &package.folder };
            line(
                &mut text,
                format_args!("{} {} in {folder}", package.name, package.edition.name()),
            );
            let id = PackageId(index as u32);
            let start = self.crates.partition_point(|each| each.package < id);
            for each in self.crates[start..].iter().take_while(|each| each.package == id) {
                line(&mut text, format_args!("  {}", self.described(each)));
            }
        }
        for file in &self.files {
            match (file.package, file.class) {
                (_, Some(class)) => line(&mut text, format_args!("{class} {}", file.path)),
                (None, None) => line(&mut text, format_args!("loose {}", file.path)),
                (Some(_), None) => {}
            }
        }
        for problem in &self.problems {
            let span = problem.place.span;
            let place = format_args!("{}:{}:{}", problem.place.file, span.line, span.column);
            line(&mut text, format_args!("{place}: {}", problem.message));
            if let Some(help) = &problem.help {
                line(&mut text, format_args!("  help: {help}"));
            }
        }
        text
    }

    fn described(&self, each: &CrateTarget) -> String {
        let edition = match self.packages.get(each.package.0 as usize) {
            Some(package) if package.edition != each.edition => format!(" {}", each.edition.name()),
            _ => String::new(),
        };
        let root = &self.files[each.root.0 as usize].path;
        let externs: Vec<String> = each
            .externs
            .iter()
            .map(|(name, meaning)| format!("{name} = {}", self.meant(meaning)))
            .collect();
        let sees = if externs.is_empty() {
            String::new()
        } else {
            format!(" sees {}", externs.join(", "))
        };
        format!("{} {}{edition} {root}{sees}", word(each.kind), each.name)
    }

    fn meant(&self, meaning: &ExternLibrary) -> String {
        match meaning {
            ExternLibrary::Member(id) => self.files[self.crates[id.0 as usize].root.0 as usize].path.to_string(),
            ExternLibrary::Outside(name) => format!("<{name}>"),
        }
    }
}

fn word(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Library => "lib",
        TargetKind::ProcMacro => "proc-macro",
        TargetKind::Binary => "bin",
        TargetKind::Test => "test",
        TargetKind::Bench => "bench",
        TargetKind::Example => "example",
        TargetKind::BuildScript => "build",
    }
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{words}");
}
