//! The proof that those are caught of whom it is told, where no claim of the files says who is.

use crate::certify::{self, Names, Rejected, about, comparison};
use crate::law::{Law, print};
use crate::verdict::{
    Atom, Caught, Certificate, Condition, DeadEnd, Kind, NamedAtom, NamedCondition, ReadingCube,
    Region,
};

use super::super::Disagreement;
use super::super::session::Session;
use super::super::tree::{self, NoTree, TreeLimits, Writer};

/// The certificate that the holding is out of reach of everybody who is caught in some column: of the
/// question that was put, about these persons; or why there is none.
///
/// That nobody else is caught is not in it.
///
/// # Errors
/// [`Disagreement`] where the tree finds somebody among them who is not.
pub fn certified(
    session: &mut Session<'_>,
    question: &str,
    found: &DeadEnd,
) -> Result<Result<Certificate, String>, Disagreement> {
    match written(session, question, found) {
        Ok(certificate) => Ok(Ok(certificate)),
        Err(NoTree::Refuted(path)) => Err(Disagreement {
            claim: question.to_owned(),
            what: format!("Z3 says who is caught, and written out there is one who is not: {path}"),
        }),
        Err(reason) => Ok(Err(reason.to_string())),
    }
}

fn written(
    session: &mut Session<'_>,
    question: &str,
    found: &DeadEnd,
) -> Result<Certificate, NoTree> {
    let law = session.law;
    // What the checker has against the law itself is known without making another.
    session.writer()?;
    let persons = persons(law, found)?;
    let law_of_persons = about(law, question, &persons)?;
    let mut writer = Writer::new(&law_of_persons, law.fingerprint())?;
    let mut claims = law_of_persons.claims.iter();
    let claim = claims.find(|claim| claim.name == question);
    let claim = claim.ok_or_else(|| Rejected::NoClaim(question.to_owned()))?;
    let (everywhere, limits) = (Region::everything(), TreeLimits::default());
    let certificate = tree::certificate(&mut writer, claim, &everywhere, &[], limits)?;
    let certificate = Certificate {
        persons: Some(persons),
        ..certificate
    };
    certify::check(law, &certificate)?;
    Ok(certificate)
}

/// Those who are caught, by names.
fn persons(law: &Law, found: &DeadEnd) -> Result<Vec<Kind>, Rejected> {
    let names = Names::new(law);
    let mut kinds = Vec::new();
    for column in &found.columns {
        let taken = column.choices.iter().chain(&found.held);
        let places = taken.filter_map(|(reading, choice)| {
            Some((*reading, vec![u32::try_from(choice.place()?).ok()?]))
        });
        let readings = ReadingCube(places.collect()).named(law);
        for Caught { conditions, days } in &column.caught {
            let named = |condition: &Condition| {
                Ok::<_, Rejected>(NamedCondition {
                    what: named(law, &names, condition.atom)?,
                    holds: condition.holds,
                })
            };
            kinds.push(Kind {
                readings: readings.clone(),
                conditions: conditions.iter().map(named).collect::<Result<_, _>>()?,
                from: days.from.map(|day| day.to_string()),
                until: days.until.map(|day| day.to_string()),
            });
        }
    }
    Ok(kinds)
}

fn named(law: &Law, names: &Names, atom: Atom) -> Result<NamedAtom, Rejected> {
    Ok(match atom {
        Atom::Define(term) => NamedAtom::Define(law[term].name.clone()),
        Atom::Flag(input) => NamedAtom::Fact(names.input(input).to_owned()),
        Atom::Member(input, value) => {
            let place = value.place().and_then(|place| i64::try_from(place).ok());
            NamedAtom::Value {
                fact: names.input(input).to_owned(),
                value: names.value(input, place.unwrap_or(-1)),
            }
        }
        Atom::Compare(id) => {
            let written = print(law, id);
            if comparison(law, &written) != Some(id) {
                return Err(Rejected::NoSuchPerson(written));
            }
            NamedAtom::Comparison(written)
        }
    })
}
