//! Where a text departs from the grammar, and what the grammar would have taken there, in words.

use std::sync::Once;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pairs;

use super::expression::is_operator;
use super::node::{Grammar, Rule};
use super::scan::scan;

type PestError = pest::error::Error<Rule>;

/// Why a text is not what it was read as.
#[derive(Debug)]
pub struct Failure {
    /// What it was read as.
    pub what: Rule,
    /// The byte at which the sign begins, or ends where the text does, that does not belong there.
    pub place: usize,
    /// What would have belonged there, in words, each once.
    pub expected: Vec<String>,
    /// The same, where the parser came further within one of what it tried there.
    pub further: Option<Box<Failure>>,
}

/// Parses the beginning of a text as something.
pub fn read(what: Rule, text: &str) -> Result<Pairs<'_, Rule>, Failure> {
    Grammar::parse(what, text).map_err(|error| Failure::new(what, text, &error))
}

/// Up to which place the grammar takes a text: where it ends as what it is read as, or the first
/// sign that does not belong there.
pub fn reach(what: Rule, text: &str) -> usize {
    note_attempts();
    match Grammar::parse(what, text) {
        Ok(pairs) => pairs.last().map_or(0, |pair| {
            let end = pair.as_span().end();
            text.get(end..)
                .and_then(|rest| scan(rest).next())
                .map_or(text.len(), |sign| end + sign.at)
        }),
        Err(error) => {
            let tried = error.parse_attempts().map(|all| all.max_position);
            let place = match error.location {
                InputLocation::Pos(place) | InputLocation::Span((place, _)) => place,
            };
            let place = tried.unwrap_or(place).max(place);
            match place < text.trim_end().len() {
                true => start_of_sign(text, place),
                false => text.len(),
            }
        }
    }
}

impl Failure {
    /// The place within the text: where the whole of it is refused, how far the parser came in it.
    pub fn within(&self) -> usize {
        match (self.place, &self.further) {
            (0, Some(further)) => further.place,
            (place, _) => place,
        }
    }

    /// pest tells which rules of the grammar it tried last, and where that was.
    fn new(what: Rule, text: &str, error: &PestError) -> Self {
        let place = match error.location {
            InputLocation::Pos(place) | InputLocation::Span((place, _)) => place,
        };
        Self {
            what,
            place,
            expected: expected_words(error),
            further: further(what, text)
                .filter(|one| one.place > place)
                .map(Box::new),
        }
    }
}

/// Lets the parser take note of what it tries, from the first mistake on: the setting is one for all
/// threads.
fn note_attempts() {
    static DETAIL: Once = Once::new();
    DETAIL.call_once(|| pest::set_error_detail(true));
}

/// How far the parser came, and the signs and words that it tried there.
fn further(what: Rule, text: &str) -> Option<Failure> {
    note_attempts();
    let attempts = Grammar::parse(what, text).err()?.parse_attempts()?;
    let tried = attempts.expected_tokens().into_iter();
    Some(Failure {
        what,
        place: start_of_sign(text, attempts.max_position),
        expected: tried
            .map(|token| token.to_string())
            .filter(|token| is_sign(token))
            .map(|token| format!("`{token}`"))
            .collect(),
        further: None,
    })
}

/// The sign that a place lies in or before, a word also where it ends there: the parser looks
/// whether it goes on. Where all is blank up to the end, the end.
fn start_of_sign(text: &str, place: usize) -> usize {
    scan(text)
        .find(|sign| place < sign.end() + usize::from(sign.is_word()))
        .map_or(text.len(), |sign| sign.at)
}

/// Whether what the parser tried is a word or mark of the language, and no blank, beginning of a
/// comment or class of characters.
fn is_sign(token: &str) -> bool {
    let is_blank = token.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}');
    !is_blank && (token.len() == 1 || token.chars().all(|c| c.is_ascii_lowercase()))
}

/// What the grammar would have taken, in words, each once, in the grammar's order.
fn expected_words(error: &PestError) -> Vec<String> {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Vec::new();
    };
    // An expression begins with a name, a day or one of many words: one name for all of them.
    let expression = positives
        .iter()
        .any(|positive| matches!(positive, Rule::expr | Rule::bracketed | Rule::integer));
    let mut words = Vec::new();
    for positive in positives {
        let word = match expression && begins_expression(*positive) {
            true => Some("an expression".to_owned()),
            false => in_words(*positive),
        };
        words.extend(word.filter(|word| !words.contains(word)));
    }
    words
}

/// A construct of the grammar in words; nothing of what is read only to be refused.
fn in_words(construct: Rule) -> Option<String> {
    Some(match construct {
        Rule::name => "a name".to_owned(),
        Rule::string => "words in `\"…\"`".to_owned(),
        Rule::date => "a day such as `2025-07-01`".to_owned(),
        Rule::item => "an item, such as `rule` or `fact`".to_owned(),
        operator if is_operator(operator) => "an operator".to_owned(),
        Rule::effect => "an effect, such as `open` or `requires`".to_owned(),
        Rule::bound => "`from`, `until`, `through`, `commencement`".to_owned(),
        Rule::event => "`adoption`, `publication`".to_owned(),
        Rule::expiry => "`expiry of … days after`".to_owned(),
        Rule::COMMENT | Rule::WHITESPACE | Rule::EOI => return None,
        Rule::whole_expr | Rule::whole_item | Rule::keyword | Rule::text => return None,
        // Read only to be refused in words.
        Rule::truth | Rule::unnamed => return None,
        Rule::ground => "`cites`, `reported by`, `assumed`".to_owned(),
        Rule::of_element => "`of`".to_owned(),
        Rule::up_to => "`up to`".to_owned(),
        Rule::openness => "`open`, `closed unless a rule opens it`".to_owned(),
        Rule::phrase | Rule::phrase_kind => "words such as `no \"…\"`".to_owned(),
        Rule::bearer | Rule::reasons => "`by`".to_owned(),
        Rule::in_act => "`in`".to_owned(),
        Rule::on_day => "`on` and a day".to_owned(),
        Rule::for_whom => "`for`".to_owned(),
        Rule::least_unit => "`to`".to_owned(),
        Rule::bounds => "`from`".to_owned(),
        Rule::arises => "`given`".to_owned(),
        Rule::dated => "`from`".to_owned(),
        Rule::expected => "`expect`".to_owned(),
        Rule::params | Rule::arguments => "`(…)`".to_owned(),
        Rule::each | Rule::members => "a name, or an expression in brackets".to_owned(),
        Rule::choice | Rule::param | Rule::field | Rule::applied | Rule::word => {
            "a name".to_owned()
        }
        Rule::binding | Rule::flag | Rule::equals | Rule::entry | Rule::holding_is => {
            "something that is given".to_owned()
        }
        Rule::time | Rule::time_end => "`until`, `through`".to_owned(),
        Rule::deadline => "`within`, `by`".to_owned(),
        Rule::outcome | Rule::expr => "an expression".to_owned(),
        Rule::unit => "`days`, `weeks`, `months`, `years`".to_owned(),
        Rule::direction => "`up`, `down`, `half up`, `half to even`".to_owned(),
        Rule::step_of => "a number".to_owned(),
        Rule::closing => "`nothing else`".to_owned(),
        Rule::became => "`performed`, `refused`, `failed`".to_owned(),
        Rule::text_path | Rule::link => "words in `\"…\"`".to_owned(),
        Rule::befalls => "`event`".to_owned(),
        Rule::enumeration => "`enum`".to_owned(),
        Rule::moved_day => "`move`".to_owned(),
        Rule::integer => "a whole number".to_owned(),
        Rule::decimal | Rule::percent | Rule::money => "a number".to_owned(),
        Rule::period | Rule::length => "a period".to_owned(),
        Rule::mention | Rule::path => "a name".to_owned(),
        Rule::fold | Rule::extreme | Rule::clock | Rule::act_day => "an expression".to_owned(),
        Rule::bracketed => "`(…)`".to_owned(),
        Rule::conditional => "`if`".to_owned(),
        Rule::negation => "`not`".to_owned(),
        Rule::minus => "`-`".to_owned(),
        Rule::border => "`start of`, `end of`".to_owned(),
        Rule::kw_counted => "`days`".to_owned(),
        Rule::held => "`holds`".to_owned(),
        Rule::none_held => "`nothing held`".to_owned(),
        Rule::opens => "`open`".to_owned(),
        Rule::closes => "`closed`".to_owned(),
        Rule::sets => "a term and its value".to_owned(),
        Rule::finding => "`gap`, `idle`, `duty`, `sanction`, `boundary`, `dead end`".to_owned(),
        Rule::elements => "the elements of a list".to_owned(),
        Rule::element => "an element in `{…}`".to_owned(),
        Rule::kept => "`nobody loses`".to_owned(),
        Rule::towards => "`rises`, `falls`".to_owned(),
        Rule::rising => "`when`".to_owned(),
        Rule::by_law => "`by`".to_owned(),
        Rule::independent => "`does not depend on`".to_owned(),
        Rule::kw_cites => "`cites … \"…\"`".to_owned(),
        Rule::kw_because => "`because \"…\"`".to_owned(),
        Rule::kw_unless => "`unless a rule opens it`".to_owned(),
        Rule::kw_a => "`a rule opens it`".to_owned(),
        Rule::kw_opens => "`opens it`".to_owned(),
        Rule::some => "`any`".to_owned(),
        Rule::every => "`all`".to_owned(),
        Rule::how_many => "`count`".to_owned(),
        Rule::total => "`sum of`".to_owned(),
        Rule::furthest => "`min of`, `max of`".to_owned(),
        other => {
            let name = format!("{other:?}");
            let plain = name.strip_prefix("kw_").unwrap_or(&name);
            format!("`{}`", plain.replace('_', " "))
        }
    })
}

fn begins_expression(positive: Rule) -> bool {
    matches!(
        positive,
        Rule::expr
            | Rule::bracketed
            | Rule::name
            | Rule::date
            | Rule::integer
            | Rule::period
            | Rule::money
            | Rule::percent
            | Rule::decimal
            | Rule::extreme
            | Rule::kw_min
            | Rule::kw_max
            | Rule::truth
            | Rule::negation
            | Rule::minus
            | Rule::conditional
            | Rule::age
            | Rule::clock
            | Rule::act_day
            | Rule::border
            | Rule::days
            | Rule::kw_start
            | Rule::kw_end
            | Rule::kw_counted
            | Rule::kw_adoption
            | Rule::kw_publication
            | Rule::kw_commencement
            | Rule::mention
            | Rule::path
            | Rule::fold
            | Rule::kw_any
            | Rule::kw_all
            | Rule::kw_count
            | Rule::kw_sum
            | Rule::held
            | Rule::none_held
            | Rule::kw_not
            | Rule::kw_nothing
            | Rule::kw_if
            | Rule::kw_holds
            | Rule::kw_age
            | Rule::kw_day
            | Rule::kw_true
            | Rule::kw_false
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAMMAR: &str = include_str!("../../grammar/kzrule.pest");

    /// What help offers can be written: its words are words of the language.
    #[test]
    fn no_construct_is_told_by_its_name_in_the_grammar() {
        let is_silent = |construct: &&Rule| {
            let name = format!("{construct:?} ");
            let mut lines = GRAMMAR.lines().filter(|line| line.starts_with(&name));
            lines.any(|line| line.contains("= _{"))
        };
        let is_word = |word: &str| {
            !word.starts_with(char::is_alphabetic) || GRAMMAR.contains(&format!("\"{word}\""))
        };
        let told = Rule::all_rules()
            .iter()
            .filter(|one| !is_silent(one))
            .filter_map(|one| in_words(*one));
        let foreign: Vec<String> = told
            .filter(|words| {
                let mut offered = words.split('`').skip(1).step_by(2);
                !offered.all(|words| words.split(' ').all(is_word))
            })
            .collect();
        assert_eq!(foreign, [""; 0]);
    }
}
