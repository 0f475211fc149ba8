//! Persons that a certificate names itself: those of whom a question is proved that was put about
//! everybody.

use crate::calendar::{Day, Interval};
use crate::law::{Expr, ExprId, InputId, Law, Op, TermId, Type, Value, print};
use crate::verdict::{Kind, NamedAtom, ReadingCube};

use super::bounds::{FIRST_DAY, LAST_DAY};
use super::{Names, Rejected};

/// The law in which a question that nobody asked is about these persons alone.
///
/// # Errors
/// The first name that means nothing in this law; and where the claim is one of the files, which says
/// itself whom it is about.
pub fn about(law: &Law, claim: &str, persons: &[Kind]) -> Result<Law, Rejected> {
    if persons.is_empty() {
        return Err(Rejected::Nobody);
    }
    let place = law.claims.iter().position(|known| known.name == claim);
    let place = place.ok_or_else(|| Rejected::NoClaim(claim.to_owned()))?;
    let names = Names::new(law);
    let mut law = law.clone();
    let mut kinds = Vec::new();
    for kind in persons {
        let parts = parts(&mut law, &names, kind)?;
        kinds.push(law.exprs.and(parts));
    }
    let any = law.exprs.or(kinds);
    match law.claims.get_mut(place) {
        // Names of the files have no blanks.
        Some(asked) if asked.name.contains(' ') && asked.for_whom.is_empty() => {
            asked.for_whom.push(any);
            Ok(law)
        }
        _ => Err(Rejected::OwnPersons(claim.to_owned())),
    }
}

/// What all of a kind meet.
fn parts(law: &mut Law, names: &Names, kind: &Kind) -> Result<Vec<ExprId>, Rejected> {
    let mut parts = Vec::new();
    for (reading, places) in ReadingCube::from_named(law, &kind.readings)?.0 {
        let mut choices = Vec::new();
        for place in places {
            choices.push(is(law, reading, place as usize));
        }
        parts.push(law.exprs.or(choices));
    }
    for condition in &kind.conditions {
        let atom = atom(law, names, &condition.what)?;
        parts.push(match condition.holds {
            true => atom,
            false => law.exprs.not(atom),
        });
    }
    let days = days(kind)?;
    let bounds = [(days.from, false), (days.until, true)];
    for (bound, is_before) in bounds {
        let Some(bound) = bound else { continue };
        let unknown = || Rejected::NoSuchPerson(bound.to_string());
        let clock = law.day().ok_or_else(unknown)?;
        let sides = vec![
            law.exprs.add(Expr::In(clock)),
            law.exprs.lit(Value::Day(bound)),
        ];
        let before = law.exprs.add(Expr::Op(Op::Less, sides));
        parts.push(match is_before {
            true => before,
            false => law.exprs.not(before),
        });
    }
    Ok(parts)
}

/// The days of a kind of persons. Of one that has none among those that a proof covers, everything would be
/// proved.
fn days(kind: &Kind) -> Result<Interval, Rejected> {
    let day = |written: &Option<String>| match written {
        Some(written) => Day::parse_iso(written)
            .map(Some)
            .ok_or_else(|| Rejected::NoSuchPerson(written.clone())),
        None => Ok(None),
    };
    let days = Interval {
        from: day(&kind.from)?,
        until: day(&kind.until)?,
    };
    let covered = Interval::closed(FIRST_DAY, LAST_DAY);
    match days.intersect(&covered).is_empty() {
        true => Err(Rejected::NoDay(days.in_words())),
        false => Ok(days),
    }
}

fn atom(law: &mut Law, names: &Names, what: &NamedAtom) -> Result<ExprId, Rejected> {
    let found = match what {
        NamedAtom::Define(name) => {
            let mut terms = law.terms.iter();
            let define = |term: &crate::law::Term| term.name == *name && term.ty == Type::Bool;
            let place = terms.position(define);
            place.map(|place| law.exprs.add(Expr::Call(TermId::at(place))))
        }
        NamedAtom::Fact(name) => {
            let input = names.find_input(name);
            let input = input.filter(|input| law[*input].ty == Type::Bool);
            input.map(|input| law.exprs.add(Expr::In(input)))
        }
        NamedAtom::Value { fact, value } => names
            .find_input(fact)
            .and_then(|input| Some((input, names.find_place(input, value)?)))
            .map(|(input, place)| is(law, input, place)),
        NamedAtom::Comparison(written) => comparison(law, written),
    };
    found.ok_or_else(|| Rejected::NoSuchPerson(what_it_says(what)))
}

/// The first comparison of the law that would be written so.
pub fn comparison(law: &Law, written: &str) -> Option<ExprId> {
    let mut all = law.exprs.iter();
    let found = all.find(|(id, expr)| {
        matches!(expr, Expr::Op(Op::Equal | Op::Less, _)) && print(law, *id) == written
    });
    found.map(|(id, _)| id)
}

fn what_it_says(what: &NamedAtom) -> String {
    match what {
        NamedAtom::Define(name) | NamedAtom::Fact(name) | NamedAtom::Comparison(name) => {
            name.clone()
        }
        NamedAtom::Value { fact, value } => format!("{fact} = {value}"),
    }
}

/// That an enumerated input has the value at a place.
fn is(law: &mut Law, input: InputId, place: usize) -> ExprId {
    let of = law.exprs.add(Expr::In(input));
    match Value::at_place(law[input].ty, place) {
        Some(Value::Bool(true)) => of,
        Some(Value::Bool(false)) => law.exprs.not(of),
        Some(value) => {
            let sides = vec![of, law.exprs.lit(value)];
            law.exprs.add(Expr::Op(Op::Equal, sides))
        }
        None => law.exprs.lit(Value::Bool(false)),
    }
}
