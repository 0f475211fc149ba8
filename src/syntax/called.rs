//! What files are called before `::`, by their names and folders, as few as tell them apart.

use std::collections::BTreeMap;

use crate::text::{FileId, Library, composed};

use super::import_path::without_ending;
use super::layout::RESERVED;
use super::parse::Parsed;
use super::scan::is_word_char;

/// Where a file lies.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Its path without the ending.
    pub path: String,
    /// The folders below which it lies and its own name, as words, without the folders that all
    /// files of the corpus lie in.
    pub words: Vec<String>,
    /// What it is called before `::`: the last of its words, as few as tell it apart.
    pub called: String,
}

/// Where the files of a corpus lie.
pub fn places(library: &Library, files: &[(FileId, Parsed)]) -> BTreeMap<FileId, Place> {
    let paths = files
        .iter()
        .map(|(file, _)| without_ending(library.path(*file)));
    let mut parts: Vec<Vec<&str>> = paths.map(|path| path.split('/').collect()).collect();
    let mut common: Option<Vec<&str>> = None;
    for path in &parts {
        let folders = path.get(..path.len() - 1).unwrap_or_default();
        common = Some(match common {
            None => folders.to_vec(),
            Some(known) => {
                let same = known
                    .iter()
                    .zip(folders)
                    .take_while(|(one, other)| one == other);
                same.map(|(one, _)| *one).collect()
            }
        });
    }
    let shared = common.map_or(0, |common| common.len());
    for path in &mut parts {
        path.drain(..shared);
    }
    let words: Vec<Vec<String>> = parts
        .iter()
        .map(|path| path.iter().map(|part| as_word(part)).collect())
        .collect();
    let mut ends: BTreeMap<String, Vec<&[String]>> = BTreeMap::new();
    for path in &words {
        for (start, end) in parts_of(path) {
            ends.entry(end).or_default().push(start);
        }
    }
    let outermost: BTreeMap<String, Option<&[String]>> = ends
        .into_iter()
        .map(|(end, starts)| (end, outermost(&starts)))
        .collect();
    let mut all = BTreeMap::new();
    for ((file, _), words) in files.iter().zip(&words) {
        let apart = parts_of(words).find(|(start, end)| outermost.get(end) == Some(&Some(*start)));
        let called = apart.map_or_else(|| words.join("::"), |(_, end)| end);
        let place = Place {
            path: without_ending(library.path(*file)).to_owned(),
            words: words.clone(),
            called,
        };
        all.insert(*file, place);
    }
    all
}

/// What a path may begin and end with, the shortest end first.
fn parts_of(path: &[String]) -> impl Iterator<Item = (&[String], String)> {
    (0..path.len())
        .rev()
        .filter_map(|at| path.split_at_checked(at))
        .map(|(start, end)| (start, end.join("::")))
}

/// What stands in a path before what it ends with, if it ends so.
pub fn start_of<'p>(path: &'p [String], end: &[&str]) -> Option<&'p [String]> {
    let at = path.len().checked_sub(end.len())?;
    let (start, rest) = path.split_at_checked(at)?;
    rest.iter().eq(end).then_some(start)
}

/// The one of several folders below which all the others lie.
pub fn outermost<'p>(folders: &[&'p [String]]) -> Option<&'p [String]> {
    let first = *folders.iter().min_by_key(|folder| folder.len())?;
    let below = folders
        .iter()
        .filter(|one| one.len() > first.len() && one.starts_with(first));
    (below.count() + 1 == folders.len()).then_some(first)
}

/// A part of a path as a word of the language: what cannot stand in one becomes `_`, and `_` goes
/// before what cannot begin a name, or is none.
fn as_word(part: &str) -> String {
    let mut word: String = part
        .chars()
        .map(|one| if is_word_char(one) { one } else { '_' })
        .collect();
    let begins = |first: char| first == '_' || pest::unicode::XID_START(first);
    if !word.starts_with(begins) || RESERVED.contains(&word.as_str()) {
        word.insert(0, '_');
    }
    composed(&word).into_owned()
}
