//! What ARCHITECTURE.md says of the files of the project is so.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn page() -> String {
    fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).unwrap()
}

/// All files below a folder, by their paths from the root.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What stands in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What the page says of each room.
fn rooms(page: &str) -> BTreeMap<&str, &str> {
    let map = page.split("## Code map").nth(1).unwrap();
    let map = map.split("\n## ").next().unwrap();
    let parts = map.split("\n### `").skip(1);
    parts.filter_map(|part| part.split_once("`\n")).collect()
}

/// The rooms that each room may import.
fn imports(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let table = page.split("| floor | imports |").nth(1).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let room = cells.next().unwrap().trim_matches('`').to_owned();
        let may = cells.next().unwrap_or_default().split(", ");
        let may = may.filter(|room| !room.is_empty()).map(str::to_owned);
        (room, may.collect())
    };
    rows.map(row).collect()
}

#[test]
fn every_file_that_is_named_is_there() {
    let mut all = Vec::new();
    for folder in [
        "src", "tests", "rules", "grammar", "schemas", "scripts", "bench", "explorer",
    ] {
        all.extend(files(folder));
    }
    all.extend(["build.rs", "clippy.toml"].map(str::to_owned));
    let endings = [".rs", ".pest", ".js", ".css", ".sh"];
    let page = page();
    let named = code(&page).filter(|name| {
        endings.iter().any(|ending| name.ends_with(ending)) && !name.contains([' ', '*'])
    });
    let gone: BTreeSet<&str> = named
        .filter(|name| {
            let end = format!("/{name}");
            !all.iter().any(|file| file == name || file.ends_with(&end))
        })
        .collect();
    assert_eq!(gone, BTreeSet::new());
}

/// A file right in a room is named in what is said of the room, and so is a folder in it.
#[test]
fn every_file_of_a_room_is_placed() {
    let page = page();
    let rooms = rooms(&page);
    let mut missing = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files("src") {
        let [room, part, ..] = *file.split('/').skip(1).collect::<Vec<_>>() else {
            continue;
        };
        let said = rooms.get(room).unwrap_or_else(|| panic!("no room {room}"));
        let folder = format!("{part}/");
        let is_named = part == "mod.rs"
            || code(said).any(|name| {
                let own = format!("{room}/");
                let name = name.strip_prefix(&own).unwrap_or(name);
                name == part || name.starts_with(&folder) || format!("{name}.rs") == part
            });
        if !is_named && seen.insert((room.to_owned(), part.to_owned())) {
            missing.push(format!("{room}/{part}"));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Tests within a room may go further.
#[test]
fn rooms_import_what_their_rows_list() {
    let imports = imports(&page());
    let mut wrong = Vec::new();
    for file in files("src") {
        let [room, rest @ ..] = &*file.split('/').skip(1).collect::<Vec<_>>() else {
            continue;
        };
        let is_for_tests = rest.iter().any(|part| {
            [
                "tests",
                "tests.rs",
                "testing.rs",
                "draft.rs",
                "random_law.rs",
                "concrete.rs",
            ]
            .contains(part)
        });
        if rest.is_empty() || is_for_tests || !file.ends_with(".rs") {
            continue;
        }
        let may = imports
            .get(*room)
            .unwrap_or_else(|| panic!("no row for {room}"));
        let text = fs::read_to_string(Path::new(ROOT).join(&file)).unwrap();
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for used in line.split("crate::").skip(1) {
                let end = used.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
                let used = used.get(..end.unwrap_or(used.len())).unwrap();
                let is_room = imports.contains_key(used);
                if is_room && used != *room && room != &"cli" && !may.contains(used) {
                    wrong.push(format!("{file} imports {used}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
