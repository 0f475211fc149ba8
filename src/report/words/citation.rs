//! Quotations and references.

use indexmap::IndexSet;

use crate::law::{Citation, Ground, Law, SourceId};
use crate::report::layout::Note;

/// A ground as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The source's words, and where they stand.
    Quoted {
        /// Without quotation marks.
        quote: String,
        /// The text that it stands in.
        source: SourceId,
        /// The first and the last of the lines of each part of it.
        lines: Vec<(u32, u32)>,
        /// "lines 16–17, 34".
        reference: Note,
        /// A comment of the source's authors.
        remark: bool,
    },
    /// What is known at second hand, and by whom it is reported.
    Reported {
        /// In words of the rule file.
        words: String,
        /// The title of the source.
        by: String,
    },
    /// What no source says.
    Assumed(String),
}

/// Grounds as they are printed, each once: citations that follow one another among the grounds of
/// one rule are one quotation with gaps.
pub fn told(law: &Law, grounds: &[Ground]) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    let mut rest = grounds;
    while let Some((first, after)) = rest.split_first() {
        match first {
            Ground::Reported(source, words) => {
                all.push(Told::Reported {
                    words: words.clone(),
                    by: law[*source].title.clone(),
                });
                rest = after;
            }
            Ground::Assumed(words) => {
                all.push(Told::Assumed(words.clone()));
                rest = after;
            }
            Ground::Cited(_) => {
                let run = of_one_rule(law, rest);
                let (run, after) = rest.split_at(run);
                all.extend(quoted(law, &citations(run)));
                rest = after;
            }
        }
    }
    all.dedup();
    all
}

/// How many of the first grounds follow one another in one rule, in the order of its text.
fn of_one_rule(law: &Law, grounds: &[Ground]) -> usize {
    let in_order = grounds.windows(2).take_while(|pair| match pair {
        [Ground::Cited(one), Ground::Cited(two)] => {
            one.source == two.source && one.remark == two.remark && end(one) <= start(two)
        }
        _ => false,
    });
    let most = in_order.count() + 1;
    // Most stand alone: a large law has many rules, and is not searched for those.
    if most == 1 {
        return most;
    }
    let runs = law.written.iter().map(|written| {
        let start = written
            .grounds
            .iter()
            .position(|ground| Some(ground) == grounds.first());
        let own = start.and_then(|start| written.grounds.get(start..));
        own.unwrap_or_default()
            .iter()
            .zip(grounds)
            .take_while(|(own, ground)| own == ground)
            .count()
    });
    runs.max().unwrap_or_default().clamp(1, most)
}

fn start(citation: &Citation) -> u32 {
    citation.spans.first().map_or(0, |span| span.start)
}

fn end(citation: &Citation) -> u32 {
    citation.spans.last().map_or(0, |span| span.end)
}

fn quoted(law: &Law, citations: &[&Citation]) -> Option<Told> {
    let source = citations.first()?.source;
    let mut quote = String::new();
    let mut before = None;
    for found in citations {
        // One byte between two quotations is a space, and no gap.
        quote.push_str(match before {
            None => "",
            Some(end) if start(found) <= end + 1 => " ",
            Some(_) => " … ",
        });
        quote.push_str(&found.quote);
        before = Some(end(found));
    }
    let lines = citations.iter().flat_map(|found| found.lines.clone());
    Some(Told::Quoted {
        quote,
        source,
        lines: lines.collect(),
        reference: reference(law, citations),
        remark: citations.iter().any(|found| found.remark),
    })
}

/// The sentence that the first rule among grounds has for itself, behind those of its provisions.
pub fn own_citation<'g>(law: &Law, grounds: &'g [Ground]) -> Option<&'g Citation> {
    let is_cited = |ground: &Ground| matches!(ground, Ground::Cited(_));
    let start = grounds.iter().position(is_cited)?;
    let rest = grounds.get(start..)?;
    let run = rest.get(..of_one_rule(law, rest))?;
    citations(run).pop()
}

/// The citations among grounds.
pub fn citations(grounds: &[Ground]) -> Vec<&Citation> {
    grounds
        .iter()
        .filter_map(|ground| match ground {
            Ground::Cited(citation) => Some(citation),
            Ground::Reported(..) | Ground::Assumed(_) => None,
        })
        .collect()
}

/// What is reported among grounds, each once: the source, and what it reports.
pub fn reports<'g>(grounds: impl IntoIterator<Item = &'g Ground>) -> Vec<(SourceId, &'g str)> {
    let reported = grounds.into_iter().filter_map(|ground| match ground {
        Ground::Reported(source, words) => Some((*source, words.as_str())),
        Ground::Cited(_) | Ground::Assumed(_) => None,
    });
    Vec::from_iter(IndexSet::<_>::from_iter(reported))
}

/// The assumptions among grounds, each once.
pub fn assumptions(grounds: &[Ground]) -> Vec<&str> {
    let assumed = grounds.iter().filter_map(|ground| match ground {
        Ground::Assumed(words) => Some(words.as_str()),
        Ground::Cited(_) | Ground::Reported(..) => None,
    });
    Vec::from_iter(IndexSet::<_>::from_iter(assumed))
}

/// The remarks among grounds, each once.
pub fn remarks(grounds: &[Ground]) -> Vec<&Citation> {
    let remarks = citations(grounds).into_iter().filter(|cited| cited.remark);
    Vec::from_iter(IndexSet::<_>::from_iter(remarks))
}

/// Where citations stand: "line 34", "lines 16–17, 34"; with the titles of their sources where the
/// law has more than one.
pub fn reference(law: &Law, citations: &[&Citation]) -> Note {
    let mut by_source: Vec<(SourceId, Vec<(u32, u32)>)> = Vec::new();
    for citation in citations {
        match by_source
            .iter_mut()
            .find(|(source, _)| *source == citation.source)
        {
            Some((_, lines)) => lines.extend(&citation.lines),
            None => by_source.push((citation.source, citation.lines.clone())),
        }
    }
    let many = law.sources.len() > 1;
    let mut note = Note::none();
    for (at, (source, found)) in by_source.into_iter().enumerate() {
        if at > 0 {
            note.push("; ");
        }
        if many {
            note.push(&format!("{}, ", law[source].title));
        }
        lines(&mut note, source, &found);
    }
    note
}

/// Stretches of lines, in the order given; those that touch the one before are one with it.
fn lines(note: &mut Note, source: SourceId, found: &[(u32, u32)]) {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for (first, last) in found {
        if stretches
            .iter()
            .any(|(from, to)| from <= first && last <= to)
        {
            continue;
        }
        match stretches.last_mut() {
            Some((from, to)) if *first >= *from && *first <= to.saturating_add(1) => {
                *to = (*to).max(*last);
            }
            _ => stretches.push((*first, *last)),
        }
    }
    note.push(match stretches.as_slice() {
        [(first, last)] if first == last => "line ",
        _ => "lines ",
    });
    for (at, (first, last)) in stretches.into_iter().enumerate() {
        if at > 0 {
            note.push(", ");
        }
        let words = if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        };
        note.push_lines(words, source, first, last);
    }
}
