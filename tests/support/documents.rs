//! A corpus of any number of documents, each had by one step or two. The same number gives the
//! same bytes.

use std::fmt::Write;

/// The documents whose number is a multiple of this each require the next one, which requires them;
/// not the very first.
pub const PER_CIRCLE: usize = 66;

/// The path of the source text.
const SOURCE: &str = "sources/law.txt";

/// The files of a corpus with so many documents and half as many steps more, as paths and texts.
/// Most require earlier documents; every other one is had by members of a guild as well, with an
/// earlier document.
pub fn documents(count: usize) -> Vec<(String, String)> {
    let mut words = format!(
        "source law \"Law on papers\" {{ text \"{SOURCE}\" }}\n\
         act papers \"Law on papers\" {{ in force 2010-01-01 cites law \"0. This law takes effect on 1 January 2010.\" }}\n"
    );
    let mut source = "0. This law takes effect on 1 January 2010.\n".to_owned();
    let mut rules = String::new();
    for at in 0..count {
        let earlier = at.saturating_sub(1 + at % 13);
        let needs = match at % PER_CIRCLE {
            0 if at > 0 && at + 1 < count => format!("paper{}", at + 1),
            1 if at > 1 => format!("paper{}", at - 1),
            _ if at > 0 => format!("paper{earlier}"),
            _ => format!("member{at}"),
        };
        let _ = writeln!(
            words,
            "fact member{at} : bool \"is in guild {at}\" no \"is in no guild {at}\" ask \"Guild {at}?\"\n\
             holding paper{at} \"paper {at}\" short \"paper {at}\" yes \"has paper {at}\" no \"has no paper {at}\" ask \"Paper {at}?\"\n\
             procedure get{at} \"get paper {at}\" does \"gets paper {at}\" grants paper{at} open"
        );
        rule(&format!("get{at}"), &needs, &mut rules, &mut source);
        if at.is_multiple_of(2) {
            let _ = writeln!(
                words,
                "procedure earn{at} \"earn paper {at}\" does \"earns paper {at}\" grants paper{at} open"
            );
            let needs = format!("member{at} and paper{}", earlier / 2);
            rule(&format!("earn{at}"), &needs, &mut rules, &mut source);
        }
    }
    vec![
        ("words.kzrule".to_owned(), words),
        ("rules.kzrule".to_owned(), rules),
        (SOURCE.to_owned(), source),
    ]
}

fn rule(step: &str, needs: &str, rules: &mut String, source: &mut String) {
    let sentence = format!("To {step} takes what it takes.");
    let _ = writeln!(source, "{sentence}");
    let _ = writeln!(
        rules,
        "rule of_{step} \"Of {step}\" on {step} in papers {{\n    \
         cites law \"{sentence}\"\n    \
         then requires {needs}\n}}"
    );
}
