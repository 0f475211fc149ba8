//! The texts: every line, what is cited marked and led from, and what is not cited seen.

use std::ops::Range;

use maud::{Markup, html};

use crate::law::{Citation, Ground, Law, SourceId, WrittenId};
use crate::report::counted;
use crate::report::words::{citations, heading, reports};
use crate::text::unclaimed;
use crate::verdict::{Behind, Requirement};

use super::Content;
use super::back::{Back, Place, line_id};
use super::life::rule_id;

/// What a stretch of a text is to the rules; a later one hides those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// No rule speaks of it.
    Unclaimed,
    /// It states no rule.
    SetAside,
    /// It states a rule that is not modelled.
    Unmodelled,
    /// An act, a define or a provision rests on it.
    Cited,
    /// A rule rests on it.
    Rule,
    /// It is in a circle.
    Circle,
}

impl Use {
    fn class(self) -> &'static str {
        match self {
            Self::Unclaimed => "unclaimed",
            Self::SetAside => "aside",
            Self::Unmodelled => "unmodelled",
            Self::Cited | Self::Rule => "used",
            Self::Circle => "used circle-s",
        }
    }
}

/// A stretch of a text with its use and where it leads.
struct Stretch {
    range: Range<usize>,
    usage: Use,
    to: Option<String>,
    title: Option<String>,
}

/// More rules than these are folded away.
const RULES: usize = 2;

/// The section.
pub fn section(content: Content<'_>, back: &Back) -> Markup {
    let law = content.law;
    html! {
        section #texts {
            h2 { @if law.sources.len() == 1 { "The text" } @else { "The texts" } }
            p .legend {
                span { b .used.circle-s { "in a circle" } }
                span { b .used { "used by a rule" } }
                span { b .aside { "states no rule" } }
                @if !law.unmodelled.is_empty() { span { b .unmodelled { "not modelled" } } }
                span { b .unclaimed { "used by no rule" } }
            }
            @for at in 0..law.sources.len() { (source(content, SourceId::at(at), back)) }
        }
    }
}

fn source(content: Content<'_>, id: SourceId, back: &Back) -> Markup {
    let law = content.law;
    let source = &law[id];
    let many = law.sources.len() > 1;
    html! {
        @if many { h3 { (source.title) } }
        @if let Some(link) = source.link.as_deref().filter(|link| is_web(link)) {
            p .soft { "Published at " a href=(link) rel="noreferrer" { (link) } }
        }
        @if source.excerpt { p .soft { "Only parts of it are encoded." } }
        @if source.path.is_some() {
            (lines(content, id, back))
        } @else {
            ul { @for words in reported(law, id) { li { (words) } } }
        }
    }
}

/// Whether a link leads to the web: nothing else is made a link.
fn is_web(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

/// What a source without a text reports.
fn reported(law: &Law, id: SourceId) -> Vec<&str> {
    let grounds = law.written.iter().flat_map(|rule| &rule.grounds);
    let terms = law.terms.iter().flat_map(|term| &term.grounds);
    let all = reports(grounds.chain(terms));
    let own = all.into_iter().filter(|(source, _)| *source == id);
    own.map(|(_, words)| words).collect()
}

fn lines(content: Content<'_>, id: SourceId, back: &Back) -> Markup {
    let Content { library, law, .. } = content;
    let file = law[id].file;
    let stretches = stretches(content, id);
    let mut start = 0;
    let mut rows = Vec::new();
    for (at, line) in library.text(file).split_inclusive('\n').enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let end = start + line.trim_end().len();
        let begin = start;
        start += line.len();
        rows.push(html! {
            li id=(line_id(id, number)) {
                a .no href={ "#" (line_id(id, number)) } aria-label={ "line " (number) } { (number) }
                span .tx { (marked(library.text(file), begin..end, &stretches)) }
                span .by { (led_back(content, id, number, back)) }
            }
        });
    }
    html! { ol .src { @for row in rows { (row) } } }
}

/// A line in pieces, each with the strongest use of its words.
fn marked(text: &str, line: Range<usize>, stretches: &[Stretch]) -> Markup {
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    let here: Vec<&Stretch> = stretches
        .iter()
        .filter(|one| one.range.start < line.end && line.start < one.range.end)
        .collect();
    for one in &here {
        cuts.extend([one.range.start, one.range.end]);
    }
    cuts.retain(|cut| line.contains(cut) || *cut == line.end);
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.iter().zip(cuts.iter().skip(1));
    html! {
        @for (from, to) in pieces {
            @let words = visible(text.get(*from..*to).unwrap_or_default());
            @let strongest = here.iter().filter(|one| one.range.start <= *from && *to <= one.range.end)
                .max_by_key(|one| one.usage);
            @match strongest {
                Some(one) => @match &one.to {
                    Some(to) => a .(one.usage.class()) href={ "#" (to) } { (words) },
                    None => span .(one.usage.class()) title=[&one.title] { (words) },
                },
                None => (words),
            }
        }
    }
}

/// Signs that are no part of the text’s words, such as page breaks, as spaces.
fn visible(words: &str) -> String {
    let shown = |sign: char| if sign.is_control() { ' ' } else { sign };
    words.chars().map(shown).collect()
}

/// What cites the lines that begin here, or why they are set aside.
fn led_back(content: Content<'_>, id: SourceId, line: u32, back: &Back) -> Markup {
    let law = content.law;
    let begins = |citation: &&Citation| {
        let mut lines = citation.lines.iter();
        citation.source == id && lines.any(|(first, _)| *first == line)
    };
    let set_aside = law
        .not_encoded
        .iter()
        .filter(|(citation, _)| begins(&citation));
    let unmodelled = law.unmodelled.iter().filter(|one| begins(&&one.citation));
    let (rules, others): (Vec<&Place>, Vec<&Place>) = back
        .places(id, line)
        .iter()
        .partition(|place| place.is_rule);
    let (few, more) = rules.split_at(rules.len().min(RULES));
    html! {
        @for (_, because) in set_aside { span .why { "no rule: " (because) } }
        @for passage in unmodelled { span .why { "not modelled: " (passage.because) } }
        @for place in few { a href={ "#" (place.id) } { (place.name) } " " }
        (folded(more, ["more rule", "more rules"]))
        (folded(&others, ["claim or finding", "claims and findings"]))
    }
}

/// Places that are shown when asked for.
fn folded(places: &[&Place], [one, several]: [&str; 2]) -> Markup {
    html! {
        @if !places.is_empty() {
            details {
                summary { (counted(places.len(), one, several)) }
                @for place in places { a href={ "#" (place.id) } { (place.name) } }
            }
        }
    }
}

/// The stretches of a text that anything speaks of, and those that nothing does.
fn stretches(content: Content<'_>, id: SourceId) -> Vec<Stretch> {
    let Content { library, law, .. } = content;
    let mut found = Vec::new();
    let mut put = |citation: &Citation, usage: Use, to: Option<String>, title: Option<&str>| {
        if citation.source != id {
            return;
        }
        for span in &citation.spans {
            found.push(Stretch {
                range: span.start as usize..span.end as usize,
                usage,
                to: to.clone(),
                title: title.map(str::to_owned),
            });
        }
    };
    for (citation, because) in &law.not_encoded {
        put(citation, Use::SetAside, None, Some(because));
    }
    for passage in &law.unmodelled {
        let because = Some(passage.because.as_str());
        put(&passage.citation, Use::Unmodelled, None, because);
    }
    for citation in elsewhere(law) {
        put(citation, Use::Cited, None, None);
    }
    for (at, rule) in law.written.iter().enumerate() {
        let id = WrittenId::at(at);
        for citation in citations(&rule.grounds) {
            let title = heading(law, id);
            put(citation, Use::Rule, Some(rule_id(id)), Some(&title));
        }
    }
    for requirement in circles(content) {
        for citation in citations(&requirement.grounds) {
            let rule = law.written.iter().position(|rule| {
                let mut own = citations(&rule.grounds).into_iter();
                own.any(|own| own == citation)
            });
            let to = rule.map(|at| rule_id(WrittenId::at(at)));
            put(citation, Use::Circle, to, None);
        }
    }
    let claimed: Vec<Range<usize>> = found.iter().map(|one| one.range.clone()).collect();
    for range in unclaimed(library.text(law[id].file), &claimed) {
        found.push(Stretch {
            range,
            usage: Use::Unclaimed,
            to: None,
            title: None,
        });
    }
    found
}

/// What acts, defines, amendments and canons cite.
fn elsewhere(law: &Law) -> Vec<&Citation> {
    let of_acts = law.acts.iter().flat_map(|act| {
        let said = act.adopted.iter().chain(&act.published);
        let in_force = act.in_force.iter().map(|(_, grounds)| grounds);
        said.map(|(_, grounds)| grounds).chain(in_force).flatten()
    });
    of_acts
        .chain(law.terms.iter().flat_map(|term| &term.grounds))
        .chain(law.amendments.iter().flat_map(|one| &one.grounds))
        .chain(law.canons.iter().flat_map(|canon| &canon.grounds))
        .filter_map(|ground| match ground {
            Ground::Cited(citation) => Some(citation),
            Ground::Reported(..) | Ground::Assumed(_) => None,
        })
        .collect()
}

/// The requirements of all circles that are told.
fn circles(content: Content<'_>) -> Vec<&Requirement> {
    let of_findings = content.findings.iter().map(|finding| &finding.verdict);
    let mut found = Vec::new();
    for verdict in content.verdicts.iter().chain(of_findings) {
        if let Some(Behind::Told(dead_end)) = &verdict.behind {
            found.extend(&dead_end.requirements);
        }
    }
    found
}
