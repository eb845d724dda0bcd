//! The layers of the workspace, as the manifests name them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use test_support::Outcome;

/// Each crate with its layer and the crates that it uses.
fn crates() -> Outcome<BTreeMap<String, (i64, Vec<String>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut crates = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let folder = entry.file_name();
        let name = folder.to_str().ok_or("a folder has an odd name")?;
        let manifest: toml::Table =
            toml::from_str(&fs::read_to_string(entry.path().join("Cargo.toml"))?)?;
        let package = &manifest["package"];
        assert_eq!(
            package["name"].as_str(),
            Some(name),
            "folder and crate agree"
        );
        let layer = package
            .get("metadata")
            .and_then(|metadata| metadata.get("layer")?.as_integer())
            .ok_or(format!("`{name}` has no layer"))?;
        let uses = manifest["dependencies"]
            .as_table()
            .ok_or("no dependencies")?;
        crates.insert(name.to_owned(), (layer, uses.keys().cloned().collect()));
    }
    Ok(crates)
}

#[test]
fn a_crate_uses_crates_of_lower_layers_alone() -> Outcome {
    let crates = crates()?;
    assert!(crates.len() >= 8);
    for (name, (layer, uses)) in &crates {
        for (other, (below, _)) in uses
            .iter()
            .filter_map(|used| Some((used, crates.get(used)?)))
        {
            assert!(
                below < layer,
                "`{name}` of layer {layer} uses `{other}` of layer {below}"
            );
        }
    }
    Ok(())
}
