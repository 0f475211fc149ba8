//! A corpus of any size: rules with quotations from a text made for them, exceptions, parameters,
//! defines and procedures, over many files. The same size gives the same bytes.

use std::fmt::Write;

/// Rules of one file.
const PER_FILE: usize = 200;

/// Rules of one term. Of every other term each but the first is an exception to the one before it;
/// those of the others are bands. Of the bands of every other one each meets the next, so that two
/// rules contradict one another; else no two apply to one person.
pub const PER_TERM: usize = 5;

/// Of so many terms the last two say nothing of whom no rule applies to: each has a gap.
pub const TERMS_OF_A_KIND: usize = 4;

/// The path of the source text.
const SOURCE: &str = "sources/law.txt";

/// The files of a corpus with so many rules, as paths and texts.
pub fn corpus(rules: usize) -> Vec<(String, String)> {
    let mut source = "0. This law takes effect on 1 January 2010.\n".to_owned();
    let mut files = Vec::new();
    let facts = rules / 20 + 1;
    files.push(("words.kzrule".to_owned(), words(rules, facts, &mut source)));
    for first in (0..rules).step_by(PER_FILE) {
        let mut text = String::new();
        for at in first..rules.min(first + PER_FILE) {
            rule(at, facts, &mut text, &mut source);
        }
        files.push((format!("part{:03}.kzrule", first / PER_FILE), text));
    }
    files.push((SOURCE.to_owned(), source));
    files
}

/// Sources, facts, defines, terms, parameters and procedures.
fn words(rules: usize, facts: usize, source: &mut String) -> String {
    let mut out = format!(
        "source law \"Law on charges\" {{ text \"{SOURCE}\" }}\n\
         act charges \"Law on charges\" {{ in force 2010-01-01 cites law \"0. This law takes effect on 1 January 2010.\" }}\n"
    );
    for at in 0..facts {
        let _ = writeln!(
            out,
            "fact member{at} : bool \"is in guild {at}\" no \"is in no guild {at}\" ask \"Guild {at}?\"\n\
             fact count{at} : int \"count {at}\" ask \"Count {at}?\"\n\
             fact since{at} : date \"day {at}\" ask \"Day {at}?\"\n\
             define young{at} \"is young in guild {at}\" no \"is old in guild {at}\" = \
             age of since{at} < {} and member{at}",
            18 + at % 50
        );
        let _ = writeln!(source, "The rate of guild {at} is {} crowns.", at + 3);
        let _ = writeln!(
            out,
            "parameter rate{at} : int \"rate {at}\" ask \"Rate {at}?\" {{\n    \
             from 2010-01-01: {} cites law \"The rate of guild {at} is {} crowns.\"\n}}",
            at + 3,
            at + 3
        );
        let _ = writeln!(
            out,
            "holding badge{at} \"badge {at}\" short \"badge {at}\" yes \"has badge {at}\" no \"has no badge {at}\" ask \"Badge {at}?\"\n\
             procedure get_badge{at} \"get badge {at}\" does \"gets badge {at}\" grants badge{at} open"
        );
    }
    for at in 0..rules.div_ceil(PER_TERM) {
        let otherwise = if has_gap(at) { "" } else { " otherwise 0" };
        let _ = writeln!(
            out,
            "term charge{at} : int \"charge {at}\" ask \"Charge {at}?\"{otherwise}"
        );
    }
    out
}

/// Whether nothing is said of whom no rule on a term applies to.
fn has_gap(term: usize) -> bool {
    term % TERMS_OF_A_KIND >= TERMS_OF_A_KIND / 2
}

/// One rule with its sentence: most set a charge, every tenth asks something of a procedure.
fn rule(at: usize, facts: usize, out: &mut String, source: &mut String) {
    let (one, other, third) = (at % facts, at * 7 % facts, at * 3 % facts);
    let (term, place) = (at / PER_TERM, at % PER_TERM);
    let sentence = format!("{}. Whoever meets condition {at} pays charge {at}.", at + 1);
    let _ = writeln!(source, "{sentence}");
    let of_bands = !term.is_multiple_of(2);
    let above = match place {
        0 => String::new(),
        _ if of_bands => String::new(),
        _ => format!("despite rule{} ", at - 1),
    };
    let condition = if of_bands {
        let guild = term / 2 % facts;
        let width = if has_gap(term) { 15 } else { 10 };
        format!(
            "member{guild} and count{guild} >= {} and count{guild} < {}",
            place * 10,
            place * 10 + width
        )
    } else {
        format!(
            "member{one} and (count{other} > {} or since{third} < 2020-01-01 + {} years rounded up)",
            at % 100,
            at % 40
        )
    };
    let _ = writeln!(
        out,
        "rule rule{at} \"Charge {at}\" {above}in charges {{\n    \
         cites law \"{sentence}\"\n    \
         when {condition}\n    \
         then charge{term} = {} + rate{one}\n}}",
        at * 7,
    );
    if at.is_multiple_of(10) {
        let sentence = format!("Badge {one} takes what condition {at} says.");
        let _ = writeln!(source, "{sentence}");
        let _ = writeln!(
            out,
            "rule badge_rule{at} \"Badge {at}\" on get_badge{one} in charges {{\n    \
             cites law \"{sentence}\"\n    \
             then requires young{one} or badge{other}\n}}"
        );
    }
}
