//! Links from findings to the lines on a forge: `https://example.org/app/blob/{rev}/{file}#L{line}`.

use crate::report::uri;

/// Where the lines of a revision are shown on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForgeLink {
    template: String,
}

impl ForgeLink {
    /// Parses a template. Only links of the web are accepted, so that no page contains a script in a link.
    pub fn parse(template: &str) -> Result<Self, String> {
        let is_of_web = ["https://", "http://"].iter().any(|scheme| template.starts_with(scheme));
        let is_whole = template.chars().all(|char| !char.is_whitespace() && !char.is_control());
        if !is_of_web || !is_whole || !template.contains("{file}") {
            return Err("a link is like `https://example.org/app/blob/{rev}/{file}#L{line}`".into());
        }
        Ok(Self {
            template: template.to_owned(),
        })
    }

    /// The link for one revision. `below` is the path of the workspace in its repository: empty, or ending with `/`.
    pub fn at(&self, revision: &str, below: &str) -> Self {
        let template = self.template.replace("{rev}", &uri(revision));
        Self {
            template: template.replace("{file}", &format!("{}{{file}}", uri(below))),
        }
    }

    /// The link to a line.
    pub(super) fn to(&self, file: &str, line: u32) -> String {
        // The path last, so that what looks like a placeholder in it stays.
        let template = self.template.replace("{line}", &line.to_string());
        template.replace("{file}", &uri(file))
    }

    /// The template, for the script.
    pub(super) fn template(&self) -> &str {
        &self.template
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_becomes_a_link() {
        let link = ForgeLink::parse("https://x.org/{rev}/{file}#L{line}").expect("a template");
        let link = link.at("abc", "sub dir/");
        assert_eq!(
            link.to("src/{line} \"><script>.rs", 7),
            "https://x.org/abc/sub%20dir/src/%7Bline%7D%20%22%3E%3Cscript%3E.rs#L7"
        );
    }

    #[test]
    fn only_links_of_the_web_are_accepted() {
        for template in [
            "javascript:alert(1)//{file}",
            "data:{file}",
            "/{file}",
            "https://x.org/",
            "https://x.org/{file}\n",
        ] {
            assert!(ForgeLink::parse(template).is_err(), "{template}");
        }
    }
}
