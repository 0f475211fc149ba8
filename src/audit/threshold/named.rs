//! Bounds that a text names without a number: “exceeds the income limit”.

use crate::law::{Expr, ExprId, InputKind, Law, Phrases, TermId, TermRole, plain};

use super::compared::Compared;
use super::quote::{Quoted, lower_words};

/// What a bound may be called.
#[derive(Debug)]
pub struct Named {
    /// The bound: a term, parameter or fact.
    pub at: ExprId,
    /// Whether it is a day.
    pub is_day: bool,
    /// Its words without an article, and its name.
    full: Vec<Vec<String>>,
    /// The last of these words, by which a text may call it for short: “the limit”.
    short: Option<String>,
}

/// Between the words on a bound and its name.
const ARTICLES: [&str; 8] = ["the", "a", "an", "this", "that", "such", "said", "its"];

/// The bounds that comparisons name.
pub fn named(law: &Law, compared: &[Compared]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for of in compared {
        if let Quoted::Named(at) = of.at
            && !found.iter().any(|known| known.at == at)
        {
            found.extend(of_expr(law, at));
        }
    }
    found
}

/// Whether an expression has a name of its own that a text may use for a bound.
pub fn is_named(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Call(term) => is_said(law, *term),
        Expr::In(input) => law[*input].kind == InputKind::Fact,
        _ => false,
    }
}

fn is_said(law: &Law, term: TermId) -> bool {
    !matches!(
        law[term].role,
        TermRole::Fold(_) | TermRole::Norm(_) | TermRole::Open(_)
    )
}

fn of_expr(law: &Law, at: ExprId) -> Option<Named> {
    let (name, phrases, is_term) = match law.exprs.get(at) {
        Expr::Call(term) => (&law[*term].name, &law[*term].phrases, true),
        Expr::In(input) => (&law[*input].name, &law[*input].phrases, false),
        _ => return None,
    };
    let full = called(name, phrases);
    let short = full.first().and_then(|words| words.last());
    Some(Named {
        at,
        is_day: law.type_of(at) == crate::law::Type::Date,
        // Of facts there are many that end alike.
        short: short.filter(|_| is_term).cloned(),
        full,
    })
}

/// The words for people first.
fn called(name: &str, phrases: &Phrases) -> Vec<Vec<String>> {
    let own = name.rsplit("::").next().unwrap_or(name);
    let all = phrases.main.iter().cloned().chain([plain(own)]);
    let mut found: Vec<Vec<String>> = Vec::new();
    for words in all {
        let mut words = lower_words(&words);
        if words
            .first()
            .is_some_and(|first| ARTICLES.contains(&first.as_str()))
        {
            words.remove(0);
        }
        if !words.is_empty() && !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

/// The bound that is named at a place, and by how many words: the one with the longest name. By the last
/// word alone where that stands for one of them and but for an article directly behind `from`.
pub fn at<'n>(
    names: &'n [Named],
    text: &[&str],
    at: usize,
    from: usize,
) -> Option<(&'n Named, usize)> {
    let rest = text.get(at..)?;
    let begins = |words: &&Vec<String>| {
        words.len() <= rest.len() && words.iter().zip(rest).all(|(one, other)| one == other)
    };
    let full = names.iter().filter_map(|name| {
        let longest = name.full.iter().filter(begins).map(Vec::len).max()?;
        Some((name, longest))
    });
    let full: Vec<(&Named, usize)> = full.collect();
    if let Some(longest) = full.iter().map(|(_, long)| *long).max() {
        return only(full.into_iter().filter(|(_, long)| *long == longest));
    }
    let between = text.get(from..at)?;
    if !between.iter().all(|word| ARTICLES.contains(word)) {
        return None;
    }
    let word = rest.first()?;
    let short = names
        .iter()
        .filter(|name| name.short.as_deref() == Some(*word));
    only(short.map(|name| (name, 1)))
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}
