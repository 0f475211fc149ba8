//! Lists and their elements: "the second child", "has 3 or more children of whom each is under 12".

use crate::law::{
    Expr, ExprId, Fold, FoldKind, InputId, InputKind, Law, ListId, Op, RecordId, TermId, TermRole,
    Type, Value,
};

use super::condition::{self, member};
use super::names::{noun, number, value, words_or_name};
use super::relative::{beside_element, said_behind, said_of_each};
use super::scale::Scale;
use super::seen::{Seen, seen};
use super::thing::{Noun, part};
use super::{Phrase, joined};

/// Numbers of places in words.
const ORDINALS: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// "first", "second", "11th".
fn ordinal(place: usize) -> String {
    match ORDINALS.get(place) {
        Some(word) => (*word).to_owned(),
        None => {
            let number = place + 1;
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending}")
        }
    }
}

/// An element as one of its list: "a child", and where several lists have such elements "a child (own
/// children)".
pub fn one_of_list(law: &Law, list: ListId) -> String {
    let record = law[list].record;
    match is_of_several(law, record) {
        true => format!("{} ({})", one_of(law, record), several(law, list)),
        false => one_of(law, record),
    }
}

/// Whether several lists have such elements.
fn is_of_several(law: &Law, record: RecordId) -> bool {
    let lists = law.lists.iter();
    lists.filter(|list| list.record == record).count() > 1
}

/// An element: "a child".
pub fn one_of(law: &Law, record: RecordId) -> String {
    words_or_name(law[record].phrases.main.as_ref(), &law[record].name)
}

/// A noun without its article: "child".
pub fn bare(law: &Law, record: RecordId) -> String {
    let record = &law[record];
    let words = words_or_name(
        record
            .phrases
            .short
            .as_ref()
            .or(record.phrases.main.as_ref()),
        &record.name,
    );
    let without = words
        .strip_prefix("a ")
        .or_else(|| words.strip_prefix("an "));
    without.map_or(words.clone(), str::to_owned)
}

/// The elements as a whole: "children".
pub fn several(law: &Law, list: ListId) -> String {
    words_or_name(law[list].phrases.main.as_ref(), &law[list].name)
}

/// As many elements as there can be: "up to 1 child", "up to 3 children".
pub fn up_to(law: &Law, list: ListId) -> String {
    match law[list].most {
        1 => format!("up to 1 {}", bare(law, law[list].record)),
        most => format!("up to {most} {}", several(law, list)),
    }
}

/// An element by its place: "the second child".
pub fn element(law: &Law, list: ListId, place: usize) -> String {
    format!("the {} {}", ordinal(place), bare(law, law[list].record))
}

/// Elements by their places: "the first and the third child".
pub fn elements(law: &Law, list: ListId, places: &[usize]) -> String {
    let places = places.iter();
    let ordinals: Vec<String> = places
        .map(|place| format!("the {}", ordinal(*place)))
        .collect();
    format!(
        "{} {}",
        joined(&ordinals, "and"),
        bare(law, law[list].record)
    )
}

/// What is said of the element at a place, as said of the person: "has a second child who is under
/// 12".
pub(super) fn of_place(law: &Law, list: ListId, place: usize, said: Phrase) -> String {
    let record = law[list].record;
    let (one, said) = (bare(law, record), said_behind(law, record, said));
    format!("has a {} {one} {said}", ordinal(place))
}

/// The element that a fold binds, by its list and place.
pub fn bound_element(
    law: &Law,
    bindings: impl IntoIterator<Item = (InputId, ExprId)>,
) -> Option<(ListId, usize)> {
    bindings.into_iter().find_map(|(field, to)| {
        let (InputKind::Field(_), Expr::In(slot)) = (law[field].kind, law.exprs.get(to)) else {
            return None;
        };
        law.slot(*slot)
    })
}

/// A condition of an element; what is said of the person in it is a sentence of its own.
fn part_of(law: &Law, record: RecordId, expr: ExprId, holds: bool) -> Phrase {
    let said = condition::part(law, expr, holds);
    beside_element(law, record, expr, said)
}

/// A yes-or-no fold, said of the person.
pub(super) fn fold_phrase(law: &Law, fold: Fold, holds: bool) -> Phrase {
    let record = law[fold.list].record;
    let condition = fold.condition.map(|id| part_of(law, record, id, true));
    let said = match (fold.kind, fold.of) {
        (FoldKind::All, Some(of)) => {
            let fails = part_of(law, record, of, false);
            Some(Phrase::all(condition.into_iter().chain([fails]).collect()))
        }
        _ => condition,
    };
    // Something holds of all if there is none of which it does not.
    let exists = holds == (fold.kind == FoldKind::Any);
    let has = match exists {
        true => format!("has {}", one_of(law, record)),
        false => format!("has no {}", bare(law, record)),
    };
    match said {
        Some(said) => Phrase::of_element(format!("{has} {}", said_behind(law, record, said))),
        None => Phrase::one(has),
    }
}

/// "children of whom each is under 12"
fn members(law: &Law, fold: Fold) -> String {
    let several = several(law, fold.list);
    match fold.condition {
        Some(condition) => {
            let record = law[fold.list].record;
            let said = said_of_each(law, record, part_of(law, record, condition, true));
            format!("{several} {said}")
        }
        None => several,
    }
}

/// A fold as a noun: "the number of children of whom each is under 12".
pub fn fold_thing(law: &Law, fold: Fold) -> String {
    fold_noun(law, fold).words()
}

/// The sum over a list of which an addition is a part.
pub fn sum_with(law: &Law, addition: ExprId) -> Option<String> {
    let adds = |term: TermId| {
        let mut next = law[term].otherwise;
        while let Some(sum) = next {
            if sum == addition {
                return true;
            }
            next = match law.exprs.get(sum) {
                Expr::Op(Op::Add, operands) => operands.first().copied(),
                _ => None,
            };
        }
        false
    };
    let mut folds = law.folds.iter();
    let (sum, _) = folds.find(|(fold, term)| fold.kind == FoldKind::Sum && adds(**term))?;
    Some(fold_thing(law, *sum))
}

/// A fold as a noun that knows what may stand beside it: "the latest date of birth of any child
/// who is in school, else 1 January 2020".
pub(super) fn fold_noun(law: &Law, fold: Fold) -> Noun {
    let counts = |words: String| match fold.condition {
        Some(_) => Noun::open(words),
        None => Noun::one(words),
    };
    let of = fold.of.map(|of| part(law, of).whole());
    match (fold.kind, of) {
        (FoldKind::Sum, Some(of)) => counts(format!(
            "the sum of {} over all {}",
            of.followed(),
            members(law, fold)
        )),
        (FoldKind::Min | FoldKind::Max, Some(of)) => {
            let scale = fold
                .of
                .map_or(Scale::Number, |of| Scale::of(law.type_of(of)));
            let best = format!("the {}", scale.extreme(fold.kind, true));
            let named = fold.of.is_some_and(|of| is_named(law, of));
            let of = of.followed();
            // A noun of its own goes without its article.
            let of = match of.strip_prefix("the ") {
                Some(noun) if named => noun.to_owned(),
                _ => format!("value of {of}"),
            };
            let record = law[fold.list].record;
            let said = fold.condition.map_or_else(String::new, |id| {
                let said = part_of(law, record, id, true);
                format!(" {}", said_behind(law, record, said))
            });
            let words = format!("{best} {of} of any {}{said}", bare(law, record));
            match fold.otherwise {
                Some(otherwise) => {
                    let otherwise = part(law, otherwise).within().words();
                    Noun::choice(format!("{words}, else {otherwise}"))
                }
                None => counts(words),
            }
        }
        (FoldKind::Any | FoldKind::All, _) => Noun::open(format!(
            "whether the person {}",
            fold_phrase(law, fold, true).words()
        )),
        (..) => counts(format!("the number of {}", members(law, fold))),
    }
}

/// Whether it is a field or a term of an element, which has a noun.
fn is_named(law: &Law, of: ExprId) -> bool {
    match seen(law, of) {
        Seen::Defined(_) => true,
        Seen::Extreme(..) => false,
        Seen::Plain(plain) => match plain {
            Expr::In(_) => true,
            Expr::Call(term) => matches!(
                law[*term].role,
                TermRole::Define | TermRole::Value | TermRole::Parameter
            ),
            _ => false,
        },
    }
}

/// So many elements or more, or so many or fewer.
pub(super) fn counted(law: &Law, fold: Fold, than: i64, or_more: bool) -> String {
    let record = law[fold.list].record;
    let said = fold.condition.map(|id| {
        let said = part_of(law, record, id, true);
        said_behind(law, record, said)
    });
    let has = |one: String| match &said {
        Some(said) => format!("has {one} {said}"),
        None => format!("has {one}"),
    };
    match (than, or_more) {
        (1, true) => has(one_of(law, record)),
        (..=0, false) => has(format!("no {}", bare(law, record))),
        (of, true) => format!("has {} or more {}", number(of), members(law, fold)),
        (of, false) => format!("has {} or fewer {}", number(of), members(law, fold)),
    }
}

/// So many elements, or another number of them.
pub(super) fn exactly(law: &Law, fold: Fold, of: i64, holds: bool) -> String {
    let record = law[fold.list].record;
    match (holds, of, fold.condition) {
        (true, 1, Some(condition)) => {
            let said = part_of(law, record, condition, true);
            let said = said_behind(law, record, said);
            format!("has exactly 1 {} {said}", bare(law, record))
        }
        (true, 1, None) => format!("has 1 {}", bare(law, record)),
        (true, of, Some(_)) => format!("has exactly {} {}", number(of), members(law, fold)),
        (true, of, None) => format!("has {} {}", number(of), members(law, fold)),
        (false, 1, condition) => {
            let said = condition.map_or_else(String::new, |id| {
                let said = part_of(law, record, id, true);
                format!(" {}", said_behind(law, record, said))
            });
            format!("has more or fewer than 1 {}{said}", bare(law, record))
        }
        (false, ..) => format!(
            "has more or fewer than {} {}",
            number(of),
            members(law, fold)
        ),
    }
}

/// "has 501 or more as the sum of the school fee over all children"
pub(super) fn amounts_to(law: &Law, fold: Fold, number: &str) -> String {
    format!("has {number} as {}", fold_thing(law, fold))
}

/// How many elements a list has, whatever they are.
pub(super) fn of_length(list: ListId) -> Fold {
    Fold {
        kind: FoldKind::Count,
        list,
        condition: None,
        of: None,
        otherwise: None,
    }
}

/// The lists among what is given of a person, one verb phrase each: "has 2 children (the first,
/// born on 1 March 2015, goes to school; the second, born on 5 May 2019)".
pub(super) fn lists_told(law: &Law, given: &[(InputId, Value)]) -> Vec<String> {
    let lists = (0..law.lists.len()).map(ListId::at);
    lists
        .filter_map(|list| list_told(law, list, given))
        .collect()
}

fn list_told(law: &Law, id: ListId, given: &[(InputId, Value)]) -> Option<String> {
    let list = &law[id];
    let length = given.iter().find_map(|(input, value)| match value {
        Value::Int(length) if *input == list.length => usize::try_from(*length).ok(),
        _ => None,
    });
    let mut elements: Vec<(usize, Vec<(InputId, Value)>)> = Vec::new();
    for (input, value) in given {
        let Some((of, place)) = law.slot(*input) else {
            continue;
        };
        if of != id || length.is_some_and(|length| place >= length) {
            continue;
        }
        let field = law.field(*input)?;
        match elements.iter_mut().find(|(known, _)| *known == place) {
            Some((_, fields)) => fields.push((field, *value)),
            None => elements.push((place, vec![(field, *value)])),
        }
    }
    elements.sort_by_key(|(place, _)| *place);
    let told = |name: String, fields: &[(InputId, Value)]| -> String {
        let (mut described, mut said) = (name.clone(), Vec::new());
        for (field, of) in fields {
            match (law[*field].ty, &law[*field].phrases.yes) {
                (Type::Date, Some(yes)) => {
                    described.push_str(&format!(", {yes} {}", value(law, *of)))
                }
                (Type::Date, None) => {
                    described.push_str(&format!(", {} {}", noun(law, *field), value(law, *of)))
                }
                _ => said.push(member(law, *field, *of, true)),
            }
        }
        if said.is_empty() {
            described
        } else if described == name {
            format!("{name} {}", joined(&said, "and"))
        } else {
            format!("{described}, {}", joined(&said, "and"))
        }
    };
    let parts: Vec<String> = match length {
        Some(_) => elements
            .iter()
            .map(|(place, fields)| told(format!("the {}", ordinal(*place)), fields))
            .collect(),
        None => elements
            .iter()
            .map(|(place, fields)| told(element(law, id, *place), fields))
            .collect(),
    };
    let parts = parts.join("; ");
    match length {
        None if parts.is_empty() => None,
        None => Some(parts),
        Some(0) => Some(match is_of_several(law, list.record) {
            true => format!("has no {}", several(law, id)),
            false => format!("has no {}", bare(law, list.record)),
        }),
        Some(1) => {
            let alone = parts.strip_prefix("the first").unwrap_or(&parts);
            let alone = alone.trim_start_matches([',', ' ']).to_owned();
            let parts = match is_of_several(law, list.record) {
                true if alone.is_empty() => several(law, id),
                true => format!("{}: {alone}", several(law, id)),
                false => alone,
            };
            Some(in_brackets(
                format!("has {}", one_of(law, list.record)),
                &parts,
            ))
        }
        Some(length) => Some(in_brackets(
            format!("has {length} {}", several(law, id)),
            &parts,
        )),
    }
}

fn in_brackets(said: String, parts: &str) -> String {
    if parts.is_empty() {
        said
    } else {
        format!("{said} ({parts})")
    }
}
