//! Facts, holdings, terms and procedures: on one line, if it holds them; else with each phrase on
//! a line of its own.

use super::super::expr::Expr;
use super::super::{Applied, Bearer, Name, Phrases, Words};
use crate::text::Span;

use super::Printer;
use super::expression::applied;
use super::line::{Part, STEP, WIDTH, list, on_one_line, width};
use super::piece::Role;
use super::source::behind;

/// What follows the words of a declaration.
pub enum Segment<'a> {
    /// `usually …`, `otherwise …`
    Expr(&'static str, &'a Expr),
    /// `up to …`, and where it ends in the text.
    Number(&'static str, i64, usize),
    /// `grants …`
    Names(&'static str, &'a [Applied]),
    /// Words, and where they end in the text.
    Text(String, usize),
    /// `by "…"`
    Bearer(&'a Bearer),
}

/// What ends the last line of a declaration without a blank, and where it ends in the text.
#[derive(Clone, Copy)]
pub struct Behind {
    pub text: &'static str,
    pub end: usize,
    /// Of that line.
    pub role: Role,
}

impl Printer<'_> {
    /// A declaration that begins with these words, of which `last` is the last name.
    pub fn declaration(
        &mut self,
        about: String,
        last: &Name,
        phrases: &Phrases,
        behind: Vec<Segment<'_>>,
    ) {
        let first_end = head_end(phrases).unwrap_or(last.span.end as usize);
        let end = behind
            .last()
            .map(Segment::end)
            .or(phrases_end(phrases))
            .unwrap_or(first_end);
        let mut flat = vec![Part::Text(about.clone())];
        flat.extend(phrase_parts(phrases));
        flat.extend(behind.iter().flat_map(|segment| match segment {
            Segment::Bearer(bearer) => bearer_parts(bearer),
            Segment::Expr(keyword, expr) => {
                vec![Part::Text(format!("{keyword} {}", self.flat(expr)))]
            }
            Segment::Number(keyword, number, _) => {
                vec![Part::Text(format!("{keyword} {number}"))]
            }
            Segment::Names(keyword, list) => {
                let list: Vec<String> = list.iter().map(applied).collect();
                vec![Part::Text(format!("{keyword} {}", list.join(", ")))]
            }
            Segment::Text(text, _) => vec![Part::Text(text.clone())],
        }));
        let fits = width(&on_one_line(&flat)) <= WIDTH;
        if fits && !self.written.commented(first_end..end) {
            self.parts(Role::Own, 0, &flat, end);
            return;
        }
        self.broken_phrases(about, phrases, first_end, None);
        for segment in behind {
            match segment {
                Segment::Expr(keyword, expr) => self.clause(STEP, &format!("{keyword} "), expr),
                Segment::Number(keyword, number, end) => {
                    let text = format!("{keyword} {number}");
                    self.parts(Role::Own, STEP, &[Part::Text(text)], end);
                }
                Segment::Names(keyword, granted) => {
                    let granted: Vec<String> = granted.iter().map(applied).collect();
                    let lines = list(STEP, &format!("{keyword} "), &granted, 0);
                    self.piece(Role::Own, lines, segment.end());
                }
                Segment::Bearer(bearer) => {
                    self.parts(Role::Own, STEP, &bearer_parts(bearer), bearer_end(bearer));
                }
                Segment::Text(text, end) => {
                    self.parts(Role::Own, STEP, &[Part::Text(text)], end);
                }
            }
        }
    }

    /// A declaration with each phrase on a line of its own; `short` stays beside the noun. The
    /// last line ends with what is behind all.
    pub fn broken_phrases(
        &mut self,
        about: String,
        phrases: &Phrases,
        first_end: usize,
        behind_all: Option<Behind>,
    ) {
        let phrases = in_order(phrases);
        let (head, rest) = phrases.split_at(head_length(&phrases));
        let mut first = vec![Part::Text(about)];
        first.extend(head.iter().flat_map(|phrase| phrase.parts(0)));
        let finish = |parts: &mut Vec<Part<'_>>, end: usize, last: bool| match behind_all {
            Some(Behind { text, end, role }) if last => {
                parts.push(Part::Tight(text));
                (role, end)
            }
            _ => (Role::Own, end),
        };
        let (role, end) = finish(&mut first, first_end, rest.is_empty());
        self.parts(role, 0, &first, end);
        let widest = rest.iter().map(|phrase| phrase.keyword.len()).max();
        for (place, phrase) in rest.iter().enumerate() {
            let mut parts = phrase.parts(widest.unwrap_or(0));
            let last = place + 1 == rest.len();
            let (role, end) = finish(&mut parts, behind(phrase.words), last);
            self.parts(role, STEP, &parts, end);
        }
    }

    /// A procedure.
    pub fn procedure(
        &mut self,
        name: &Name,
        params: &[(Name, Name)],
        phrases: &Phrases,
        bearer: Option<&Bearer>,
        grants: &[Applied],
        (open, end): (bool, usize),
    ) {
        let (about, last) = with_params("procedure", name, params);
        let mut behind: Vec<Segment<'_>> = bearer.map(Segment::Bearer).into_iter().collect();
        if !grants.is_empty() {
            behind.push(Segment::Names("grants", grants));
        }
        let openness = if open {
            "open"
        } else {
            "closed unless a rule opens it"
        };
        behind.push(Segment::Text(openness.to_owned(), end));
        self.declaration(about, last, phrases, behind);
    }
}

/// `over time`, where it is written.
pub fn lasting<'a>(over_time: Option<Span>) -> Vec<Segment<'a>> {
    let segment = |span: Span| Segment::Text("over time".to_owned(), span.end as usize);
    over_time.map(segment).into_iter().collect()
}

fn bearer_parts(bearer: &Bearer) -> Vec<Part<'_>> {
    let mut parts = vec![Part::Text("by".to_owned()), Part::Words(&bearer.who)];
    if bearer.on_request.is_some() {
        parts.push(Part::Text("on request".to_owned()));
    }
    parts
}

fn bearer_end(bearer: &Bearer) -> usize {
    let request = bearer.on_request.map(|span| span.end as usize);
    request.unwrap_or_else(|| behind(&bearer.who))
}

/// The keyword, the name and the parameters of a declaration, and the last name in it.
pub fn with_params<'a>(
    keyword: &str,
    name: &'a Name,
    params: &'a [(Name, Name)],
) -> (String, &'a Name) {
    let about = format!("{keyword} {}", name.text);
    let Some((_, last)) = params.last() else {
        return (about, name);
    };
    let params: Vec<String> = params
        .iter()
        .map(|(name, ty)| format!("{}: {}", name.text, ty.text))
        .collect();
    (format!("{about}({})", params.join(", ")), last)
}

impl Segment<'_> {
    fn end(&self) -> usize {
        match self {
            Self::Expr(_, expr) => expr.span.end as usize,
            Self::Number(_, _, end) => *end,
            Self::Names(_, names) => names.last().map_or(0, |name| name.span.end as usize),
            Self::Text(_, end) => *end,
            Self::Bearer(bearer) => bearer_end(bearer),
        }
    }
}

/// A phrase with its keyword; the main words have none.
struct Phrase<'a> {
    keyword: &'static str,
    words: &'a Words,
}

impl<'a> Phrase<'a> {
    fn parts(&self, keyword_width: usize) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        if !self.keyword.is_empty() {
            parts.push(Part::Text(format!("{:keyword_width$}", self.keyword)));
        }
        parts.push(Part::Words(self.words));
        parts
    }
}

/// The phrases as they are written.
fn in_order(phrases: &Phrases) -> Vec<Phrase<'_>> {
    let Phrases {
        main,
        yes,
        no,
        ask,
        short,
        does,
    } = phrases;
    let mut all: Vec<Phrase<'_>> = [
        ("", main),
        ("yes", yes),
        ("no", no),
        ("ask", ask),
        ("short", short),
        ("does", does),
    ]
    .into_iter()
    .filter_map(|(keyword, words)| {
        let words = words.as_ref()?;
        Some(Phrase { keyword, words })
    })
    .collect();
    all.sort_by_key(|phrase| phrase.words.span.start);
    all
}

/// How many of the phrases stand in the first line: the main words, and `short` behind them.
fn head_length(phrases: &[Phrase<'_>]) -> usize {
    phrases
        .iter()
        .zip(["", "short"])
        .take_while(|(phrase, keyword)| phrase.keyword == *keyword)
        .count()
}

/// Where the phrases of the first line end.
pub fn head_end(phrases: &Phrases) -> Option<usize> {
    let phrases = in_order(phrases);
    let (head, _) = phrases.split_at(head_length(&phrases));
    head.last().map(|phrase| behind(phrase.words))
}

/// Where the last phrase ends.
pub fn phrases_end(phrases: &Phrases) -> Option<usize> {
    in_order(phrases).last().map(|phrase| behind(phrase.words))
}

/// All phrases as parts.
pub fn phrase_parts(phrases: &Phrases) -> Vec<Part<'_>> {
    let phrases = in_order(phrases);
    phrases.iter().flat_map(|phrase| phrase.parts(0)).collect()
}
