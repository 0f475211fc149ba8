//! What the checker says of mistakes, as a user reads it: one example a mistake. Each snapshot in
//! tests/snapshots holds the example and the answer; `cargo insta review` renews them.

#[path = "support/hidden.rs"]
mod notation;
mod support;

use kzrule::check::Checked;
use kzrule::diagnostic::{Code, Severity};
use kzrule::report::diagnostics;
use kzrule::text::Library;
use support::checked;

const LAW: &str = include_str!("diagnostics/law.txt");
const BASE: &str = include_str!("diagnostics/base.kzrule");

/// Checks an example together with tests/diagnostics/base.kzrule.
fn check(name: &str, example: &str) {
    let files = [
        ("base.kzrule", BASE),
        ("law.txt", LAW),
        ("rules.kzrule", example),
    ];
    let (library, found) = checked(files);
    let example = notation::shown(example.trim());
    let snapshot = format!("{example}\n\n{}", shown(&library, &found));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, snapshot);
    });
}

/// What `kzrule check` says of the mistakes, without colour and without blanks at the ends of lines.
#[allow(
    dead_code,
    reason = "not every test that checks a corpus shows what is wrong with it"
)]
fn shown(library: &Library, checked: &Checked) -> String {
    let text = diagnostics::text(library, &checked.diagnostics, false);
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// What a day may be one of is looked at for so many.
#[test]
fn waiting_for_a_day_that_may_be_one_of_too_many() {
    let mut rules = String::from(
        "fact n : int \"number\"\nterm last : date \"last day\" otherwise 2025-01-01\n",
    );
    for n in 0..300 {
        rules += &format!(
            "rule last_{n} {{ assumed \"an example\" when n = {n} then last = 2026-01-01 + {n} days }}\n"
        );
    }
    rules += "rule in_time on get_pass { assumed \"an example\" when day > last then closed }\n";
    rules += "prove later { claim pass is within reach some day }\n";
    let files = [
        ("base.kzrule", BASE),
        ("law.txt", LAW),
        ("rules.kzrule", rules.as_str()),
    ];
    let (library, found) = checked(files);
    let told = shown(&library, &found);
    assert!(told.starts_with("kz0055"), "{told}");
    assert!(told.contains("one of more than 256"), "{told}");
}

/// What people write who know the law, other languages or plain English, with what they are told: one
/// mistake a line, and one error of each.
#[test]
fn written_otherwise() {
    let shared = "record child \"a child\" { years : int \"age\" }
        list offspring : child \"children\" up to 3
        rule base { assumed \"x\" then fee = 3 }";
    let mut told = String::new();
    for line in include_str!("diagnostics/otherwise.txt").lines() {
        if line.starts_with('#') {
            told += &format!("\n{line}\n\n");
            continue;
        }
        let files = [
            ("base.kzrule", BASE),
            ("law.txt", LAW),
            ("rules.kzrule", line),
            ("shared.kzrule", shared),
        ];
        let (_, found) = checked(files);
        told += &format!("{line}\n");
        let mut errors = found.diagnostics;
        errors.retain(|one| one.severity() == Severity::Error);
        for one in errors {
            let help = one.help.as_deref().unwrap_or_default();
            told += &format!("    {}: {help}\n", one.message);
        }
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("written_otherwise", told);
    });
}

macro_rules! examples {
    ($($name:ident $example:literal)*) => {
        $(
            #[test]
            fn $name() {
                check(stringify!($name), $example);
            }
        )*

        const EXAMPLES: &[&str] = &[$($example),*];
    };
}

#[test]
fn every_code_has_an_example() {
    let mut missing: Vec<Code> = Code::ALL.to_vec();
    // What an audit finds has its examples in tests/spec and in its pages.
    missing.retain(|code| !code.is_of_audit());
    for example in EXAMPLES {
        let files = [
            ("base.kzrule", BASE),
            ("law.txt", LAW),
            ("rules.kzrule", example),
        ];
        let (_, found) = checked(files);
        missing.retain(|code| found.diagnostics.iter().all(|told| told.code != *code));
    }
    // Only the command line reads and writes files; a name is ambiguous among three of them, and a text
    // with something hidden is none of these examples: tests/cli.rs, tests/hostile.rs and tests/spec have
    // those.
    let elsewhere = [
        Code::Unreadable,
        Code::Unwritable,
        Code::AmbiguousName,
        Code::HiddenInSource,
    ];
    assert_eq!(missing, elsewhere);
}

#[test]
fn files_and_folders_that_look_alike() {
    let (library, found) = checked([
        ("fees.kzrule", BASE),
        ("f\u{435}es.kzrule", ""),
        ("a/more.kzrule", "import \"../fees\""),
        ("\u{430}/more.kzrule", ""),
        ("law.txt", LAW),
    ]);
    let told = shown(&library, &found);
    assert_eq!(told.matches("kz0014").count(), 2, "{told}");
    assert!(
        told.contains("rename one of the files or folders"),
        "{told}"
    );
}

#[test]
fn an_import_from_the_wrong_folder_is_one_mistake() {
    let (library, found) = checked([
        ("acts.kzrule", "act base \"Base\" { in force 2024-01-01 }"),
        (
            "sub/fees.kzrule",
            "import \"acts\"
             term fee : int \"fee\" otherwise 0
             rule a in base { assumed \"x\" then fee = 1 }
             rule b despite a in base { assumed \"x\" from 2025-01-01 then fee = 2 }",
        ),
    ]);
    let told = shown(&library, &found);
    assert_eq!(found.diagnostics.len(), 1, "{told}");
    assert!(told.contains("did you mean `../acts`?"), "{told}");
}

#[test]
fn a_proposed_quotation_can_be_written() {
    let text = "1. A \"quoted\" word is here, twice.";
    let rules = "source law \"Law\" { text \"law.txt\" excerpt }
        term fee : int \"fee\" otherwise 0
        rule first { cites law \"A 'quoted' word\" then fee = 1 }
        rule second { cites law \"A … word\" then fee = 1 }";
    let (library, found) = checked([("rules.kzrule", rules), ("law.txt", text)]);
    let told = shown(&library, &found);
    assert_eq!(told.matches("kz0101").count(), 1, "{told}");
    assert!(told.contains("\"A … quoted … word\""), "{told}");
}

#[test]
fn the_base_has_no_mistakes() {
    let (library, found) = checked([("base.kzrule", BASE), ("law.txt", LAW)]);
    assert_eq!(shown(&library, &found), "");
}

examples! {

// ------------------------------------------------------------------------------ the grammar

declared_otherwise_than_it_is_used r##"
fact incmoe : int "income"
define rich "is rich" no "is not rich" = income > 10
rule first { assumed "x" when income > 5 then fee = income }
case c { on 2024-05-05 given income = 3 expect fee = 0 }
"##

used_in_other_ways_than_declared r##"
fact incmoe : int "income"
fact income_1 : int "income"
define rich "is rich" no "is not rich" = income > 10
define richer "is richer" no "is not richer" = income > 20
define poor "is poor" no "is not poor" = incmoe < 10
"##

rules_without_their_word r##"
provision one "One" { base { assumed "x" then fee = 2 } }
rule two despite base { assumed "x" when adult then fee = 3 }
provision three "Three" {
    rule four { assumed "x" when invited then fee = 4 }

    five "Five" on enter {
        assumed "x"
        then closed
    }
}
rule six lifts five { assumed "x" when adult }
"##

round_brackets_without_the_other_one r##"
rule first on register { assumed "x" then must register within 2 months) of day }
define sum "sum" no "no sum" = (fee with { children = max 3, 2) }) > 1
case c { on 2024-05-05 given children = 3) expect sum }
rule second on register { assumed "x" when invited = children > 3) then closed }
define least "least" no "not" = min(children, 3 > 2
"##

provisions_without_their_brace r##"
provision one "One"
    assumed "x"

    rule base {
        then fee = 2
    }
}
rule two despite base { assumed "x" when adult then fee = 3 }
provision three "Three" {
    provision four "Four"
        rule five {
            assumed "x"
            when children > 5
            then fee = 4
        }
    }
    rule six despite five { assumed "x" when adult then fee = 3 }
}
provision seven "Seven" rule eight { assumed "x" when invited then fee = 2 } }
"##

a_case_whose_days_are_those_of_what_is_expected r##"
case c {
    given invited
    expect adult on 2024-05-05
    expect fee = 0 on 2025-05-05
}
"##

expected_under_readings_alone r##"
case c {
    on 2024-05-05
    expect under until_day = exclusive: fee = 0
    under until_day = inclusive: fee = 0
}
case d {
    on 2024-05-05
    under until_day = exclusive: fee = 0
    expect under until_day = inclusive: fee = 0
}
case e {
    on 2024-05-05
    given invited
    under until_day = inclusive: fee = 0
}
"##

a_word_missing_behind_a_number_that_ends_a_line r##"
rule one {
    assumed "x"
    then fee = 5
    toll = 3
}
rule two {
    assumed "x"
    when children > 5
    fee = 3
}
rule three {
    assumed "x"
    when children > 5
    adult
    then fee = 3
}
rule four {
    assumed "x"
    from 2024-01-01
    children > 5
    then fee = 3
}
case c {
    on 2024-05-05
    given children = 5
    fee = 0
}
case d {
    on 2024-05-05
    children = 5
    expect fee = 0
}
prove q "q" {
    for children > 5
    fee = 0
}
"##

a_mistake_in_the_only_rule_with_a_deadline r##"
procedure pay "pay" does "pays" grants pass open
procedure apply "apply" does "applies" grants certificate open
procedure leave "leave" does "leaves" grants certificate open
rule paid { assumed "x" when adult then must pay within 1 mnth of born }
rule applied { assumed "x" when adult then must aply by born }
rule late { assumed "x" when pay is overdue or apply is overdue then fee = 3 }
rule later { assumed "x" when leave is overdue then fee = 3 }
"##

quotation_marks_missing_before_words r##"
rule a Heading words" {
    assumed "x"
    then fee = 2
}

fact number : int number of guests"
fact others : int "number of others"

provision p "P" {
    cites law 1. This law takes effect on 1 March 2024."
    rule b despite a { when adult then fee = 3 }
}

case c The case" { on 2024-05-05 expect fee = 2 }
"##

item_keyword_misspelt r#"
fcat invited_twice : bool "is invited twice" no "is not"
define guest_twice "is" no "is not" = invited_twice
"#

clauses_before_which_others_stand r#"
act roads "Law on the roads" { in force 2024-01-01 adopted 2023-01-01 }
rule first in gates { then fee = 1 assumed "an example" }
repeal first in gates { from 2024-05-01 assumed "an example" }
parameter toll : int "toll" { from 2024-01-01: 1 assumed "an example" in gates }
rule second { assumed "an example" then fee = 1 } in gates
prove always { from 2024-01-01 for adult claim fee = 1 }
case newcomer { on 2024-03-01 expect fee = 1 given nothing else }
"#

quotation_with_marks_in_it r#"
rule quoted { cites law "The term "foreign citizen", in this law, means" then fee = 1 }
rule assumed_so { assumed "a so-called "pass"" then fee = 1 }
"#

broken_act_of_a_rule r#"
act roads "Law on the roads" rank higher after gates { in force 2023-01-01 }
parameter toll : int "toll" { from 2024-03-01: 1 assumed "an example" }
rule tolled in roads { assumed "an example" then fee = toll }
"#

broken_value_of_a_parameter r#"
parameter toll : int "toll" {
    from 2024-01-01: 1.5 assumed "an example"
    from 2024-03-01: 2 assumed "an example"
}
rule tolled { assumed "an example" from 2024-01-01 then fee = toll }
"#

first_day_by_an_act_that_is_not_there r#"
act roads "Law on the roads" { published 2024-01-01 in force publication of road + 20 days }
act repeals "Law on repeals" { in force 2024-06-01 }
rule first { assumed "an example" from commencement of roads then fee = 1 }
rule second { assumed "an example" from 2023-01-01 then fee = 2 }
repeal second in repeals { assumed "an example" from commencement of roads + 2 days }
"#

value_that_ends_as_it_begins r#"
parameter toll : int "toll" {
    from 2024-01-01: 1 assumed "an example"
    from 2025-01-01: 2 assumed "an example"
    until 2025-01-01
}
"#

parameter_moved_as_a_rule r#"
parameter toll : int "toll" { from 2024-01-01: 1 assumed "an example" until 2025-01-01 }
move until of toll in gates { assumed "an example" from 2024-06-01 to 2026-01-01 }
"#

clause_keyword_misspelt r#"
rule closed_east on enter {
    assumed "an example"
    wenn gate = east
    then closed
}
"#

effect_missing r#"
rule closed_east on enter {
    assumed "an example"
    when gate = east
    then
}
"#

expression_missing r#"
define of_age "is of age" no "is not" =
fact tall : bool "is tall" no "is not tall"
define tall_adult "is" no "is not" = tall and of_age
"#

clauses_out_of_order r#"
case newcomer {
    given invited
    on 2024-03-01
    expect register is due
}
"#

reserved_word_as_name r#"
fact day : date "the day"
"#

types_of_the_language_declared r#"
currency int "money"
enum bool { yes_ "yes", no_ "no" }
record date "a date" { x : bool "is x" no "is not x" }
enum months { may_ "May", june "June" }
fact tall : bool "is tall" no "is not tall" ask "Are you tall?"
"#

item_that_goes_on_with_something_else r#"
fact wait : days to 10 days "wait"
fact stay : days from 1 day "stay"
define last_day "last day" = born + children days
define last_days "last day" =
    born + (children + 2)
    weeks
define half_a_day "half a day" = born + 1.5 days
term notice : months from 1 month to 2 months "notice"
term weight : decimal to 0.01 "weight"
define used "is used" no "is not used" = last_day > born and notice > 1 month and weight > 1 and nowhere
"#

what_stands_in_brackets_behind_a_name r#"
fact loud(really : bool) : bool "is loud" no "is not loud"
define quiet "is quiet" no "is not quiet" = not loud(true)
define still "is still" no "is not still" = not loud()
define few "has few" no "has not few" = children()
define many "has many" no "has not many" = loud(2)
case heard { on 2024-05-05 given loud() expect not quiet }
prove heard { claim children does not depend on loud() }
"#

values_that_have_no_names r#"
fact wait : days from 1 day to 10 days "wait"
define short "is short" no "is not short" = wait in {1 day, 2 days}
define few "has few" no "has not few" = (not invited or children in {1, 2, 3}) and adult
define guests "is" no "is not" = invited in {true, status}
"#

file_called_like_a_word_of_the_language r#"
define few "has few" no "has not few" = when::children = 1
"#

typographic_quotation_marks r#"
rule closed_east on enter {
    assumed “an example”
    then closed
}
"#

broken_rule_among_good_ones r#"
provision closures "Closures" in gates {
    cites law "The east gate is closed from 1 October 2025"
    from 2025-10-01

    rule closed_east "East" on enter {
        when gate == east
        then closed
    }

    rule closed_west "West" on enter {
        when gate = wst
        then closed
    }
}

rule not_for_guests lifts closed_east {
    assumed "an example"
    when status = guets
}
"#

two_broken_rules_in_one_provision r#"
provision closures "Closures" in gates {
    assumed "an example"

    rule closed_east "East" on enter {
        when gate = east or
        then closed
    }

    rule closed_west "West" on {
        then closed
    }

    rule fee_of_guests "Fee" {
        when status = guest
        then fee = 5
    }
}
"#

brace_left_open_in_a_provision r#"
provision closures "Closures" in gates {
    assumed "an example"

    rule closed_east "East" on enter {
        when gate = east
        then closed

    rule closed_west "West" on enter {
        when gate = wst
        then closed
    }

    rule fee_of_guests "Fee" {
        when status = guest
        then fee = 5
    }
}

rule not_for_guests lifts closed_east {
    assumed "an example"
    when status = guest
}
"#

brace_of_a_provision_left_open r#"
provision closures "Closures" in gates {
    assumed "an example"

    rule closed_east "East" on enter {
        when gate = east
        then closed
    }

define guest_of_age "is" no "is not" = status = guest and adlt
"#

brace_too_many r#"
provision closures "Closures" in gates {
    assumed "an example"

    rule closed_east "East" on enter {
        when gate = east
        then closed
    }
    }

    rule closed_west "West" on enter {
        when gate = wst
        then closed
    }
}
"#

parenthesis_left_open r#"
rule closed_east on enter {
    assumed "an example"
    when (gate = east or gate = west
    then closed
}
rule closed_west on enter {
    assumed "an example"
    when gate = west) and adlt
    then closed
}
"#

quotation_mark_left_open r#"
rule closed_east on enter {
    cites law "The east gate is closed from 1 October 2025
    from 2025-10-01
    when gate = east
    then closed
}

rule closed_west on enter {
    assumed "an example"
    when gate = wst
    then closed
}
"#

first_quotation_mark_of_two_left_open r#"
rule closed_east "East on enter {
    cites law "The east gate is closed from 1 October 2025"
    when gate = east
    then closed
}

rule closed_west on enter {
    assumed "an example"
    when gate = wst
    then closed
}
"#

nested_too_deep r#"
define deep "is" no "is not" = (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((adult)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
define shallow "is" no "is not" = adlt
"#

number_too_large r#"
define many "has" no "has not" = children > 9223372036854775808
define late "is late" no "is not" = day > 2024-01-01 + 3000000000 days
"#

days_that_do_not_exist r#"
rule closed_east on enter {
    assumed "an example"
    from 2025-02-29
    until 2025-13-01
    then closed
}
case leap {
    on 2024-2-29
    expect adult
}
"#

// -------------------------------------------------------------------------------- the names

name_misspelt r#"
define guest_of_age "is" no "is not" = adlt and status = guest
"#

name_unknown r#"
rule discount { assumed "an example" when veteran then fee = 1 }
"#

type_unknown r#"
fact rank : Statsu "rank"
fact height : number "height"
define tall "is tall" no "is not tall" = height > 200
"#

value_misspelt r#"
define guest_or_member "is" no "is not" = status in {guets, member}
define foreigner "is" no "is not" = status = alien
"#

choice_misspelt r#"
case newcomer {
    on 2025-07-01
    under until_day = inclusiv
    expect register is not due
}
"#

argument_misspelt r#"
case newcomer {
    on 2025-07-01
    step enter(north)
    expect register is due
}
"#

an_exception_to_what_is_broken r#"
rule pass_duty "On a pass" on get_pass { assumed "an example" then must register }
rule entry_duty "On entry" on enter { assumed "an example" when adlut then must register }
rule once "Only once" lifts entry_duty, pass_duty { assumed "an example" when invited }
rule suspended "Suspended" on enter lifts once { assumed "an example" when status = guest }
rule never "Never" lifts dutty, pass_duty { assumed "an example" when children > 5 }
rule ever "Ever" on enter lifts never { assumed "an example" when status = member }
"#

lifts_a_rule_that_is_not_there r#"
rule guests lifts dutty { assumed "an example" when status = guest }
"#

despite_a_rule_that_is_not_there r#"
rule guests despite registration { assumed "an example" then fee = 5 }
"#

procedure_source_act_and_holding_misspelt r#"
rule closing on entr in gate_law {
    cites lw "2. Whoever has reached the age of 16"
    then requires certifcate
}
"#

declared_twice r#"
fact adult : bool "is adult" no "is not"
enum Colour { red, green, red }
procedure paint(colour: Colour, colour: Colour) "paint" does "paints" open
case one { on 2025-01-01 expect adult }
case one { on 2025-01-02 expect adult }
prove one { claim adult or not adult }
prove one { claim adult }
"#

fact_in_place_of_a_rule r#"
rule guests lifts invited { assumed "an example" }
"#

wrong_kinds r#"
rule closing on certificate { assumed "an example" then closed }
rule fees { assumed "an example" then children = 2 }
rule need on enter { assumed "an example" then requires holds adult }
define must_register "must" no "must not" = register
define can_register "can" no "cannot" = register is possible
define open_gate "is" no "is not" = enter(east)
fact colour : gates "colour"
procedure pay(amount: int) "pay" does "pays" open
case newcomer { on 2025-01-01 given until_day = inclusive expect certificate is due }
prove reach { claim invited is within reach }
"#

reason_misspelt r#"
case newcomer {
    on 2025-07-01
    step enter(east)
    expect register is due by duti
}
"#

adult_with_a_cyrillic_letter r#"
fact аdult : bool "is grown up" no "is not grown up"
define grown_up "is" no "is not" = adult and аdult
"#

cyrillic_value_and_latin_fact r#"
enum Crop { сор "a crop", rye "rye" }
fact cop : bool "is a policeman" no "is no policeman"
"#

iin_with_a_kazakh_letter r#"
define has_iin "has" no "has not" = pаss
"#

scripts_mixed_in_a_word r#"
fact is_сhild : bool "is a child" no "is no child"
fact кәмелет_VISA : bool "is of age" no "is not of age"
"#

kazakh_and_russian_names r#"
enum Мәртебе { азамат "азамат", шетелдік "шетелдік", виза_C3 "виза C3" }
fact мәртебе : Мәртебе "мәртебесі"
fact жеке_сәйкестендіру_нөмірі : bool "ЖСН бар" no "ЖСН жоқ"
fact ребёнок : bool "ребёнок" no "не ребёнок"
fact часть_6 : bool "часть 6" no "не часть 6"
fact часть_б : bool "часть б" no "не часть б"
define бала "бала" no "бала емес" = age of born < 18 and мәртебе in {азамат, шетелдік}
define иіні_бар "бар" no "жоқ" = бала and жеке_сәйкестендіру_нөмірі and ребёнок
"#

the_same_letters_encoded_twice "
fact мои\u{306} : bool \"мой\" no \"не мой\"
define её \"её\" no \"не её\" = мой
fact мой : bool \"мой\" no \"не мой\"
"

// --------------------------------------------------------------------- what is not seen

turned_around_in_a_comment "
// members alone may \u{202e}enter
rule closed_east on enter { assumed \"an example\" when gate = east then closed }
"

unseen_in_strings_and_names "
rule fee_of_guests in gates {
    cites law \"Guests pay 5 cro\u{ad}wns for a pass.\"
    when status = guest
    then fee = 5
}
define grown\u{200b}_up \"is\" no \"is not\" = adult
define grown \"is\" no \"is not\" = grown_up\u{200b}\u{feff}
"

joiners_where_they_belong_and_where_not "
fact wish : bool \"می\u{200c}خواهم\" no \"n\u{200c}o\"
fact می\u{200c}خواهم : bool \"is\" no \"is not\"
"

// -------------------------------------------------------------------------------- the types

number_in_place_of_yes_or_no r#"
rule closing on enter { assumed "an example" when children then closed }
define a "is" no "is not" = adult and born
"#

incomparable r#"
define a "is" no "is not" = born > 16
define b "is" no "is not" = status > guest
define c "is" no "is not" = children = adult
"#

months_against_days r#"
define a "is" no "is not" = 1 month > 30 days
define b "is" no "is not" = born + 1 month rounded down + 5 > day
"#

period_without_a_day r#"
define waiting "waiting time" = 3 months
define c "is" no "is not" = day > waiting
define d "is" no "is not" = day - waiting rounded up > 5 days
term due : date "due" otherwise 30 days
define e "time" = waiting rounded up
"#

periods_of_another_kind r#"
fact waiting : period "waiting time"
fact age : years from 16 years to 18 years "age"
"#

no_rounding r#"
define a "is" no "is not" = day >= born + 16 years
"#

rounded_for_nothing r#"
define a "is" no "is not" = children rounded up = 3
"#

branches_differ r#"
define a "is" no "is not" = if adult then 1 else invited
"#

term_of_another_type r#"
term deadline : date "deadline" otherwise 5
rule fees { assumed "an example" then fee = adult }
fact tall : bool "is tall" no "is not tall" usually 5
"#

life_of_a_rule_depends_on_the_person r#"
rule closing on enter { assumed "an example" from born then closed }
"#

not_fixed r#"
fact tall : bool "is tall" no "is not tall" usually adult
case one { on 2025-01-01 given invited = adult expect adult }
case two { on 2025-01-01 under until_day = inclusive or until_day = exclusive expect adult }
prove three { under adult claim invited }
prove four { from born claim invited }
"#

waiting_for_what_counts_from_the_day r#"
rule for_a_while on get_pass { assumed "an example" when day - 18 years rounded down < born then closed }
prove later "Later" { claim pass is within reach some day }
prove at_once "At once" { claim certificate is within reach some day }
"#

waiting_for_a_day_that_hangs_on_the_law r#"
parameter wait : days "wait" {
    from 2024-01-01: 10 days assumed "an example"
    from 2030-01-01: 30 days assumed "an example"
}
rule in_time on get_pass { assumed "an example" when born + wait > day then closed }
prove later "Later" { claim pass is within reach some day }
"#

waiting_for_what_held_days_before r#"
holding shelter "shelter" short "shelter" yes "has shelter" no "has no shelter" over time
rule sheltered on get_pass { assumed "an example" when not (shelter on (day - 30 days)) then closed }
case asked { on 2025-01-01 given nothing held expect pass is within reach some day }
"#

waiting_on_some_day r#"
case asked { on 2025-01-01 given nothing held expect pass is within reach on some day }
"#

a_grant_for_a_time r#"
procedure renew "renew a pass" does "renews a pass" grants pass for 90 days open
"#

waiting_in_a_rule r#"
rule some_time on get_pass { assumed "an example" when certificate is within reach some day then closed }
"#

waiting_for_too_many_days r#"
fact a : date "a"
fact b : date "b"
fact c : date "c"
fact d : date "d"
fact e : date "e"
fact f : date "f"
fact g : date "g"
rule between on get_pass {
    assumed "an example"
    when day < a or day < b or day < c or day < d or day < e or day < f or day < g
    then closed
}
prove later "Later" { claim pass is within reach some day }
"#

what_neither_rises_nor_falls r#"
prove of_values { claim status never rises when children rises }
prove of_one { claim status = guest never rises when children rises }
prove by_more { claim invited never falls by more than true when children rises }
prove by_days { claim born never falls by more than 1 day when children rises }
prove of_no_order { claim fee never falls when invited rises }
"#

too_many_arguments r#"
case newcomer { on 2025-01-01 step enter(east, west) expect register is due }
prove never { claim register(east) is possible }
"#

periods_where_they_do_not_belong r#"
fact wait : days from 1 day to 10 days "wait"
fact length : months from 1 month to 2 years "length"
fact heard(as: Status) : int "number heard"
term notice : months "notice" otherwise -1 month
define shorter "shorter" = -wait
define later "later" = 1 month + born
define later_still "later still" = children + born
define rounded_off "rounded off" = wait rounded up to 1 week
define number "number" = children + 1 rounded up to 1 week
prove one "One" { claim children never falls when heard rises }
case two "Two" { on 2024-05-05 given heard = 2 expect children = 2 }
"#

days_outside_the_calendar r#"
act late "Late" { published 2299-12-31 in force publication of late + 10 days }
rule very_late "Very late" on enter {
    assumed "an example"
    from if until_day = inclusive then 2299-12-31 + 1 day + 1 day else 2025-01-01
    then closed
}
parameter toll : int "toll" { from 1801-01-01 - 1 day: 1 assumed "an example" }
rule to_the_end "To the end" on enter { assumed "an example" through 2299-12-31 then closed }
rule short "Short" on enter { assumed "an example" from 2025-01-01 until 2025-02-01 then closed }
act first "First" { in force 2024-05-01 }
move through of short in first { assumed "an example" to 2299-12-31 }
restate rule short "Short" in first {
    assumed "an example"
    from 2025-01-15 + 300 years rounded up
    then closed
}
move commencement of gates in first { assumed "an example" from 2024-01-01 to 2299-12-01 + 2 months rounded down }
prove none "None" { until 2299-12-31 + 1 month rounded up claim adult }
prove soon "Soon" { from born claim adult }
"#

comments_that_read_like_divisors r##"
rule tenth {
    assumed "x"
    when children > (children + 3) // 2
    then fee = children // 10
}
rule other despite tenth {
    assumed "x"
    when adult // children
        and children > 3 // number 4 of the list
        and children < 9 // of the children
    then fee = children // children
}
"##

// ------------------------------------------------------------------------------ the meaning

from_and_until_swapped r#"
rule closing on enter {
    assumed "an example"
    from 2025-07-01
    until 2024-03-01
    then closed
}
"#

ends_before_its_act r#"
rule closing on enter in gates { assumed "an example" through 2024-02-28 then closed }
prove never { from 2025-07-01 until 2025-07-01 claim adult }
"#

defined_by_itself r#"
define tall "is tall" no "is not tall" = tall or adult
define taller "is taller" no "is not" = tall and invited
"#

defined_through_two_others r#"
define a "is" no "is not" = adult and b
define b "is" no "is not" = adult and c
define c "is" no "is not" = adult and a
"#

defined_through_rules r#"
term discount : int "discount" otherwise 0
define cheap "is cheap" no "is not cheap" = fee < 3
rule discount_for_the_poor { assumed "an example" when cheap then discount = 1 }
rule less { assumed "an example" when discount > 0 then fee = 2 }
"#

due_if_it_is_due r#"
rule again on enter { assumed "an example" when register is not due then must register }
"#

lifted_in_a_circle r#"
rule a lifts b { assumed "an example" }
rule b lifts c { assumed "an example" }
rule c lifts a { assumed "an example" }
rule d despite d { assumed "an example" then fee = 1 }
"#

no_ground r#"
rule closing on enter { when gate = east then closed }
"#

no_effect r#"
rule closing on enter { assumed "an example" when gate = east }
"#

effects_that_cannot_be r#"
rule a { assumed "an example" then closed }
rule b { assumed "an example" then requires pass }
rule c lifts duty { assumed "an example" then open }
rule d despite duty { assumed "an example" }
rule e lifts duty despite duty { assumed "an example" }
"#

said_twice r#"
rule closing on enter {
    assumed "an example"
    until 2025-07-01
    through 2025-06-30
    then closed
}
rule a on enter on register { assumed "an example" then closed }
case two { on 2025-01-01 given invited, not invited expect adult }
"#

begun_and_ended_twice r#"
provision hours "Hours" {
    from 2024-05-01
    from 2025-05-01
    rule night on get_pass { assumed "an example" then closed }
}
provision days "Days" {
    until 2025-05-01
    through 2026-05-01
    rule sunday on get_pass { assumed "an example" from 2024-05-01 then closed }
    rule monday on get_pass { assumed "an example" until 2024-08-01 until 2024-09-01 then closed }
}
"#

exceptions_to_something_else r#"
rule a lifts duty on register { assumed "an example" }
rule b despite duty { assumed "an example" then fee = 3 }
"#

harder_with_a_holding r#"
rule closing on get_pass { assumed "an example" when holds certificate then closed }
"#

too_many_combinations r#"
enum Letter { a, b, c, d, e, f, g, h, i }
procedure spell(p: Letter, q: Letter, r: Letter, s: Letter) "spell" does "spells" open
"#

no_reading_fits r#"
reading width "How wide is a gate?" { narrow "narrow", wide "wide" }
prove always { under width = narrow and width = wide claim certificate }
prove sometimes { claim certificate expect proved under width = narrow and not (width = narrow) }
case both { on 2024-01-01 under width = narrow and width = wide given certificate expect certificate }
"#

used_before_its_first_value r#"
parameter full_fee : int "full fee, in crowns" ask "What is the full fee?" {
    from 2025-01-01: 5 assumed "an example"
}
rule price { assumed "an example" from 2024-01-01 then fee = full_fee }
"#

exemption_beyond_the_rule r#"
rule levy { assumed "an example" from 2024-01-01 until 2025-01-01 then fee = 5 }
rule members_levy lifts levy {
    assumed "an example"
    from 2023-07-01
    through 2025-01-01
    when status = member
}
"#

value_without_a_ground r#"
parameter rate : int "rate" {
    from 2024-03-01: 1
    from 2024-04-01: other_rate assumed "as the other"
}
parameter other_rate : int "other rate" { from 2024-05-01: 2 assumed "an example" }
term toll : int "toll"
rule always "Always" { assumed "it has no first day" then toll = other_rate }
"#

a_sentence_behind_the_dated_one_may_move_the_day r#"
rule sooner on enter {
    cites law "The east gate is closed from 1 October 2025"
    assumed "a decree moves the day"
    from 2025-09-01
    then closed
}
rule later on enter {
    cites law "The east gate is closed from 1 October 2025"
    from 2025-11-01
    then closed
}
"#

// --------------------------------------------------------------------------- the quotations

source_changed_since_its_review r#"
source reviewed "Law on the gates" {
    text "law.txt"
    reviewed 2026-01-15 sha256 "00ff00ff00ff00ff"
    excerpt
}
"#

hash_that_is_none r#"
source reviewed "Law on the gates" {
    text "law.txt"
    reviewed 2026-01-15 sha256 "00ff"
    excerpt
}
"#

words_that_say_nothing r#"
rule closing "" on enter { assumed "" then closed }
rule reported "Reported" on enter { reported by law "  " then closed }
not encoded cites law "1. This law takes effect on 1 March 2024." because ""
"#

words_that_nothing_claims r#"
source whole "Law on the gates" { text "law.txt" }
rule certificate_first on get_pass in gates {
    cites whole "3. A pass is issued to a person who holds a certificate of registration."
    then requires certificate
}
not encoded cites whole "1. This law takes effect on 1 March 2024." because "it is quoted elsewhere"
"#

misquoted_by_one_word r#"
rule certificate_first on get_pass in gates {
    cites law "3. A pass is given to a person who holds a certificate of registration."
    then requires certificate
}
"#

misquoted_in_two_places r#"
rule certificate_first on get_pass in gates {
    cites law "A pass is issued to any person who has a certificate of registration."
    then requires certificate
}
"#

a_word_too_many_and_one_too_few r#"
rule certificate_first on get_pass in gates {
    cites law "A pass is only issued to a person who holds a certificate of registration."
    then requires certificate
}
rule certificate_again on get_pass in gates {
    cites law "A pass is issued to person who holds a certificate"
    then requires certificate
}
"#

quoted_from_elsewhere r#"
rule certificate_first on get_pass in gates {
    cites law "Elephants are welcome at all times of the year."
    then requires certificate
}
"#

quoted_with_another_number r#"
rule guests_fee in gates {
    cites law "Guests pay 6 crowns for a pass."
    when status = guest
    then fee = 6
}
"#

quotation_that_occurs_twice r#"
rule guests_fee in gates {
    cites law "crowns for a pass."
    when status = guest
    then fee = 5
}
"#

quotation_cut_inside_a_word r#"
rule guests_fee in gates {
    cites law "Guests pay 5 crown"
    when status = guest
    then fee = 5
}
"#

source_text_missing r#"
source decree "A decree" { text "decree.txt" excerpt }
rule guests_fee in gates {
    cites decree "Guests pay 5 crowns"
    when status = guest
    then fee = 5
}
"#

ends_on_another_day_than_cited r#"
rule guests lifts duty in gates {
    cites law "4. Section 2 does not apply to guests until 1 July 2025."
    until 2025-07-31
    when status = guest
}
"#

begins_on_another_day_than_cited r#"
rule closed_east on enter in gates {
    cites law "The east gate is closed from 1 October 2025"
    from 2025-10-02
    when gate = east
    then closed
}
"#

ends_on_the_day_cited r#"
rule guests lifts duty in gates {
    cites law "4. Section 2 does not apply to guests until 1 July 2025."
    through 2025-06-30
    when status = guest
}
rule guests_longer lifts duty in gates {
    cites law "4. Section 2 does not apply to guests until 1 July 2025."
    until if until_day = exclusive then 2025-07-01 else 2025-07-02
    when status = guest
}
rule two_days_cited on enter in gates {
    cites law "The east gate is closed from 1 October 2025, the west gate from 1 November 2025."
    from 2025-10-15
    then closed
}
"#

// -------------------------------------------------------------------------------- the files

imports_a_file_that_is_not_there r#"
import "bsae"
fact tall : bool "is tall" no "is not tall" ask "Are you tall?"
"#

imports_with_the_ending_of_its_file r#"
import "base.kzrule"
fact tall : bool "is tall" no "is not tall" ask "Are you tall?"
"#

imports_itself_and_twice r#"
import "rules", "base", "./base"
"#

imports_and_does_not_see r#"
import "rules"
fact tall : bool "is tall" no "is not tall" ask "Are you tall?"
define tall_guest "is a tall guest" no "is no tall guest" = tall and status = guest
"#

// -------------------------------------------------------------------------------- lists

element_without_a_list r#"
record child "a child" {
    born   : date "date of birth",
    pupil  : bool "goes to school" no "does not go to school",
}
list minors : child "children" up to 12
define young of child "is under 12" no "is 12 or older" = age of child.born < 12
define parent "has a child under 12" no "has no child under 12" = child.young
define parent_too "has a child under 12" no "has no child under 12" = any minors where young
define parent_as_well "has a pupil" no "has no pupil" = any minors where child.pupill
define parent_of_guests "has a guest" no "has no guest" = any minors where child.invited
define many "has many" no "has few" = minors > 3
define odd "is odd" no "is even" = any minors where child
"#

elements_of_one_record_at_once r#"
record child "a child" {
    born : date "date of birth",
}
list minors : child "children" up to 12
define twins "has twins" no "has no twins" =
    any minors where (count minors where (child.born = child.born) > 1)
"#

folds_of_other_types r#"
record child "a child" {
    born  : date "date of birth",
    pupil : bool "goes to school" no "does not go to school",
}
list minors : child "children" up to 12
define total "total" = sum of child.born for minors
define least "least" = min of child.pupil for minors
define first "first birth" = min of child.born for minors otherwise 3
define some "has some" no "has none" = any minors where child.born
define every "has such" no "has none" = all minors: (age of child.born)
"#

rules_of_elements r#"
record child "a child" {
    pupil : bool "goes to school" no "does not go to school",
}
list minors : child "children" up to 12
term counts of child : bool "counts" no "does not count" otherwise false
rule one of child in gates { assumed "an example" when child.pupil then fee = 3 }
rule two of child in gates { assumed "an example" when child.pupil then counts = true }
rule three in gates { assumed "an example" then child.counts = true }
rule four of child in gates { assumed "an example" then must register }
rule five of child lifts duty in gates { assumed "an example" when child.pupil }
rule six of chill in gates { assumed "an example" then child.counts = true }
rule seven of child in gates { assumed "an example" when child.pupil then child.fee = 3 }
"#

lists_in_lists r#"
record pet "a pet" {
    tame : bool "is tame" no "is not tame",
}
list pets : pet "pets" up to 1000
record child "a child" {
    animals : pet "animals",
}
"#

lists_told_wrong r#"
record child "a child" {
    born  : date "date of birth",
    pupil : bool "goes to school" no "does not go to school",
}
list minors : child "children" up to 2
case too_many {
    on 2025-01-01
    given minors = [{pupil}, {pupil}, {pupil}]
    expect any minors
}
case fields {
    on 2025-01-01
    given minors = [{pupill, born = 3}, {born, born = 2020-01-01}]
    expect any minors
}
case kinds {
    on 2025-01-01
    given minors = 3, children = [{pupil}]
    expect any children with {minors = []}
}
"#

bracket_of_a_list_left_open r#"
record child "a child" {
    pupil : bool "goes to school" no "does not go to school",
}
list minors : child "children" up to 2
case open {
    on 2025-01-01
    given minors = [{pupil}, {pupil}
    expect any minors
}
"#

// ------------------------------------------------------------------------------- amendments

two_amendments_on_one_day r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-05-01 }
restate rule duty "Registration of guests" on enter in may {
    assumed "the duty is one of guests"
    when status = guest
    then must register
}
repeal duty in june { assumed "there is no duty any more" }
"#

two_amendments_of_one_act r#"
act may "Law of May" { in force 2025-05-01 }
restate rule duty "Registration of guests" on enter in may {
    assumed "the duty is one of guests"
    when status = guest
    then must register
}
repeal duty in may { assumed "there is no duty any more" }
"#

two_amendments_of_one_act_of_each_kind r#"
act may "Law of May" { in force 2025-05-01 }
rule guests lifts duty in gates { assumed "an example" until 2026-01-01 when status = guest }
rule members lifts duty in gates { assumed "an example" until 2026-01-01 when status = member }
restate rule duty on enter in may { assumed "an example" then may register }
restate rule duty on enter in may { assumed "an example" then must not register }
restate rule guests lifts duty in may { assumed "an example" when status = guest }
move through of guests in may { assumed "an example" to 2026-05-31 }
move until of members in may { assumed "an example" to 2026-05-01 }
move until of members in may { assumed "an example" to 2026-06-01 }
"#

a_rule_repealed_with_its_act_and_by_itself r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
rule guests lifts duty in may { assumed "an example" when status = guest }
rule members lifts duty in gates { assumed "an example" when status = member }
repeal guests, may in june { assumed "an example" }
repeal members in may { assumed "an example" }
repeal members in may { assumed "an example" }
"#

an_act_repealed_twice r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" after may { in force 2025-05-01 }
act july "Law of July" { in force 2025-07-01 }
act august "Law of August" { in force 2025-08-01 }
provision east in gates { assumed "an example" rule shut on enter { when gate = east then closed } }
repeal july in may { assumed "an example" }
repeal july in june { assumed "an example" }
repeal east in june { assumed "an example" }
repeal east in august { assumed "an example" }
move commencement of july in june { assumed "an example" to 2025-09-01 }
"#

amended_by_the_act_that_enacts_it r#"
act may "Law of May" { in force 2025-05-01 }
rule guests lifts duty in may { assumed "an example" when status = guest }
rule members lifts duty in may { assumed "an example" until 2026-01-01 when status = member }
rule minors lifts duty in may { assumed "an example" when not adult }
repeal guests in may { assumed "an example" }
move until of members in may { assumed "an example" to 2026-05-01 }
restate rule minors lifts duty in may { assumed "an example" when not adult and status = guest }
"#

values_of_acts r#"
act may "Law of May" { published 2025-04-01 in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
parameter price : int "price, in crowns" {
    from 2024-01-01: 1 in gates assumed "an example"
    from 2025-03-01: 2 in may   assumed "an example"
    from 2025-07-01: 3 in may   assumed "an example"
    from 2025-08-01: 4 in mai   assumed "an example"
}
repeal may in june { assumed "an example" }
"#

two_moves_that_do_not_disturb_one_another r#"
act may "Law of May" { in force 2024-02-01 }
act june "Law of June" { in force 2024-02-01 }
rule guests lifts duty in gates {
    cites law "4. Section 2 does not apply to guests until 1 July 2025."
    until 2025-07-01
    when status = guest
}
move from of guests in may { assumed "it begins later" to 2024-04-01 }
move until of guests in june { assumed "it ends later" to 2026-01-01 }
"#

in_an_order_that_is_said r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" after may { in force 2025-05-01 }
restate rule duty "Registration of guests" on enter in may {
    assumed "the duty is one of guests"
    when status = guest
    then must register
}
repeal duty in june { assumed "there is no duty any more" }
"#

an_exception_to_what_is_repealed r#"
act may "Law of May" { in force 2025-05-01 }
repeal duty in may { assumed "there is no duty any more" }
rule guests lifts duty in may { assumed "guests are exempt" when status = guest }
"#

an_exception_older_than_the_repeal r#"
act may "Law of May" { in force 2025-05-01 }
repeal duty in may { assumed "there is no duty any more" }
rule guests lifts duty in gates { assumed "guests are exempt" when status = guest }
"#

restated_and_repealed_after_the_repeal r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
repeal duty in may { assumed "there is no duty any more" }
restate rule duty on enter in june { assumed "the duty is back" then must register }
repeal duty in june { assumed "there is no duty any more" from 2025-07-01 }
"#

a_suspension_that_has_ended r#"
act may "Law of July" { in force 2025-07-01 }
rule guests lifts duty in gates {
    cites law "4. Section 2 does not apply to guests until 1 July 2025."
    until 2025-07-01
    when status = guest
}
move until of guests in may { assumed "it ends later" to 2026-01-01 }
"#

an_end_that_is_not_there r#"
act may "Law of May" { in force 2025-05-01 }
move until of duty in may { assumed "it ends" to 2026-01-01 }
move from of duty in may { assumed "it begins later" to 2026-01-01 }
"#

an_act_in_force_already r#"
act may "Law of May" { in force 2025-05-01 }
move commencement of gates in may { assumed "it begins later" to 2026-01-01 }
"#

an_act_moved_into_the_past r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
move commencement of june in may { assumed "it began before anything said so" to 2025-04-01 }
repeal may in june { assumed "and undoes what brought it into force" }
"#

an_act_moved_before_the_other_begins r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
move commencement of june in may { assumed "it begins earlier" from 2025-03-01 to 2025-04-01 }
"#

amendments_of_nothing r#"
act may "Law of May" { in force 2025-05-01 }
repeal dutty, fee in may { assumed "an example" }
restate rule dutty on enter in may { assumed "an example" then must register }
move until of gates in may { assumed "an example" to 2026-01-01 }
move commencement of duty in mai { assumed "an example" to 2026-01-01 }
"#

amendments_without_a_day r#"
act may "Law of May" {}
repeal duty in may { assumed "an example" }
repeal duty { assumed "an example" }
repeal duty { assumed "an example" from if invited then born else 2025-01-02 }
"#

an_act_whose_first_day_is_not_fixed r#"
act may "Law of May" { in force if invited then 2025-05-01 else 2025-06-01 }
act june "Law of June" { in force commencement of gates + 30 days }
act july "Law of July" { in force a_day }
define a_day "a day" = if until_day = exclusive then 2025-07-01 else 2025-07-02
"#

an_act_adopted_by_readings r#"
act may "Law of May" { adopted if until_day = exclusive then 2025-04-01 else 2025-04-02 in force 2025-05-01 }
"#

an_act_repealed_on_one_of_two_days r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-06-01 }
act june "Law of June" { in force 2025-07-01 }
repeal gates in may { assumed "an act ends on one day" }
move commencement of june in may { assumed "and is moved on one" to 2025-08-01 }
"#

amendments_beside_the_repeal_of_their_act r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-06-01 }
repeal duty in may { assumed "of June or of July" from if until_day = exclusive then 2025-05-15 else 2025-07-01 }
repeal may in june { assumed "what it amends later comes to nothing" }
"#

amendments_in_an_order_by_readings r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-07-01 }
act june "Law of June" { in force 2025-06-01 }
restate rule duty on enter in may { assumed "an example" then may register }
restate rule duty on enter in june { assumed "an example" then must not register }
"#

amendments_on_one_day_by_readings r#"
act may "Law of May" { in force 2025-05-01 }
act later "Later law" { in force if until_day = exclusive then 2025-05-01 else 2025-07-01 }
restate rule duty on enter in may { assumed "an example" then may register }
restate rule duty on enter in later { assumed "an example" then must not register }
"#

amendments_against_their_order_by_readings r#"
act later "Later law" { in force if until_day = exclusive then 2025-05-01 else 2025-07-01 }
act may "Law of May" after later { in force 2025-05-01 }
restate rule duty on enter in may { assumed "an example" then may register }
restate rule duty on enter in later { assumed "an example" then must not register }
"#

exceptions_in_a_circle_on_some_readings r#"
rule spring despite autumn { assumed "an example" until if until_day = exclusive then 2025-09-02 else 2025-09-03 then fee = 7 }
rule autumn despite spring { assumed "an example" from 2025-09-02 then fee = 8 }
"#

a_rule_over_on_all_readings r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-06-01 }
rule never on enter in may { assumed "an example" until if until_day = exclusive then 2025-05-01 else 2025-05-31 then closed }
rule on_one_reading on enter in may { assumed "an example" until 2025-05-15 then closed }
"#

before_its_act_on_some_readings r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-06-01 }
rule closed_east on enter in may { assumed "an example" from 2025-05-10 when gate = east then closed }
"#

values_in_another_order_by_readings r#"
parameter price : int "price" ask "Which?" {
    from 2025-01-01: 1 assumed "an example"
    from if until_day = exclusive then 2025-03-01 else 2025-06-01: 2 assumed "an example"
    from if until_day = exclusive then 2025-04-01 else 2025-05-01: 3 assumed "an example"
    until if invited then 2026-01-01 else 2027-01-01
}
"#

a_value_too_late_on_some_readings r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-06-01 }
parameter price : int "price" ask "Which?" {
    from if until_day = exclusive then 2025-05-01 else 2025-06-02: 2 assumed "an example"
}
term levy : int "levy" ask "What is the levy?" otherwise 0
rule levied "Levy" in may { assumed "an example" then levy = price }
"#

an_exemption_clipped_on_some_readings r#"
act may "Law of May" { in force if until_day = exclusive then 2025-05-01 else 2025-06-01 }
rule closed_east on enter in may { assumed "an example" when gate = east then closed }
rule guests lifts closed_east { assumed "an example" from 2025-05-15 when invited }
"#

acts_in_a_circle r#"
act may "Law of May" after june { in force 2025-05-01 }
act june "Law of June" after may { in force 2025-05-01 }
"#

a_move_of_a_provision_without_an_end r#"
act may "Law of May" { in force 2025-05-01 }
provision east "The gate in the east" in gates {
    assumed "an example"
    rule closed_east on enter { when gate = east then closed }
    rule closed_to_guests on enter { when invited then closed }
}
move until of east in may { assumed "an example" to 2026-01-01 }
"#

an_end_moved_on_the_day_of_a_new_version r#"
act may "Law of May" { in force 2025-05-01 }
act other "Other law of May" { in force 2025-05-01 }
provision east "The gate in the east" in gates {
    assumed "an example"
    until 2025-12-01
    rule closed_east on enter { when gate = east until 2025-06-01 then closed }
}
move until of east in may { assumed "an example" to 2026-01-01 }
restate rule closed_east on enter in other { assumed "an example" when gate = west then closed }
"#

acts_that_repeal_each_other r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-05-01 }
rule closed_east on enter in gates { assumed "an example" when gate = east then closed }
repeal closed_east in may { assumed "an example" }
restate rule closed_east on enter in june { assumed "an example" when gate = west then closed }
repeal may in june { assumed "an example" }
repeal june in may { assumed "an example" }
"#

acts_that_repeal_one_another r#"
act may "Law of May" { in force 2025-05-01 }
act june "Law of June" { in force 2025-05-01 }
act july "Law of July" { in force 2025-05-01 }
repeal july in june { assumed "an example" }
repeal june in may { assumed "an example" }
repeal may in july { assumed "an example" }
"#

acts_special_to_one_another r#"
act may "Law of May" special to june { in force 2025-05-01 }
act june "Law of June" special to july { in force 2025-05-01 }
act july "Law of July" special to may { in force 2025-05-01 }
act august "Law of August" special to august { in force 2025-05-01 }
"#

a_rank_named_twice r#"
canon higher among statute, constitution, statute { assumed "an example" }
act may "Law of May" rank constitution { in force 2025-05-01 }
"#

two_effects_that_exclude_each_other r#"
rule two_fees in gates { assumed "an example" when invited then fee = 1, fee = 2, fee = 3 }
rule two_norms in gates { assumed "an example" when not invited then must register, must not register }
rule two_ways on enter in gates { assumed "an example" when gate = east then open, closed }
"#

names_and_effects_said_twice r#"
rule same_fee in gates { assumed "an example" then fee = 1, fee = 1 }
rule other_fee despite same_fee, same_fee { assumed "an example" when invited then fee = 2 }
rule no_duty lifts duty, duty { assumed "an example" when invited }
rule closed_east on enter, enter in gates { assumed "an example" when gate = east then closed, closed }
"#

amended_before_the_act r#"
act may "Law of May" { adopted 2025-04-01 published 2025-04-15 in force 2025-05-01 }
rule closed_east on enter in gates { assumed "an example" until 2026-01-01 when gate = east then closed }
rule closed_west on enter in gates { assumed "an example" when gate = west then closed }
repeal closed_west in may { assumed "an example" from 2025-04-10 }
move until of closed_east in may { assumed "an example" from 2025-04-20 to 2027-01-01 }
"#

after_the_last_value r#"
parameter price : int "price" { from 2024-01-01: 1 assumed "an example" until 2025-01-01 }
term levy : int "levy" ask "What is the levy?" otherwise 0
rule levied "Levy" { assumed "an example" from 2024-03-01 then levy = price }
rule raised "Raised" { assumed "an example" from 2024-03-01 through 2025-01-01 when invited then levy = price + 1 }
rule settled "Settled" { assumed "an example" from 2024-03-01 through 2024-12-31 when adult then levy = price + 2 }
case late { on 2025-03-01 expect levy governed by 2025-03-01 = 1 }
"#

counted_from_a_day_not_said r#"
act may "Law of May" { adopted 2025-04-01 in force on expiry of 10 days after publication }
act june "Law of June" { published 2299-12-30 in force on expiry of 10 days after publication }
act july "Law of July" { adopted 2025-04-01 published 2025-03-01 in force on publication }
"#

a_source_that_only_reports r#"
source gazette "The Gazette of 2 May 2025" {}
rule closed_east on enter in gates { cites gazette "The east gate is closed." when gate = east then closed }
rule closed_west on enter in gates { reported by law "the west gate is closed" when gate = west then closed }
"#

in_force_before_it_was_known r#"
act may "Law of May" { adopted 2025-04-01 published 2025-05-01 in force 2025-04-15 }
act june "Law of June" { adopted 2025-06-01 in force on adoption }
rule closed_east on enter in june { assumed "an example" from 2025-05-01 when gate = east then closed }
rule closed_west on enter in may { assumed "an example" when gate = west then closed }
"#

beyond_the_provision r#"
provision closures "Closures" in gates {
    assumed "an example"
    from 2025-01-01
    until 2026-01-01
    rule closed_east "East" on enter { until 2026-06-01 when gate = east then closed }
    rule closed_west "West" on enter { from 2024-12-31 through 2025-12-31 when gate = west then closed }
    provision later "Later" {
        through if until_day = inclusive then 2026-01-01 else 2025-12-31
        rule closed_to_guests on enter { when invited then closed }
    }
}
"#

within_the_provision r#"
provision closures "Closures" in gates {
    assumed "an example"
    from if until_day = inclusive then 2025-01-02 else 2025-01-01
    until 2026-01-01
    rule closed_east "East" on enter {
        from if until_day = inclusive then 2025-01-02 else 2025-01-01
        through 2025-12-31
        when gate = east
        then closed
    }
}
"#

asked_of_the_law_before r#"
parameter rate : int "rate" { from 2025-01-01: 10 assumed "an example" from 2025-07-01: 12 assumed "an example" }
term levy : int "levy" otherwise 0
term toll : int "toll" otherwise 0
define old_rate "old rate" = (rate governed by if until_day = inclusive then 2024-12-31 else 2025-01-01)
rule early "Early" in gates { assumed "an example" from 2025-02-01 when invited then levy = old_rate }
rule late "Late" in gates { assumed "an example" when invited then toll = (rate governed by 2025-01-01) }
rule own "Own" in gates { assumed "an example" from 2025-02-01 when not invited then toll = (rate governed by born) }
"#

// ------------------------------------------------------------------------------- amounts

two_currencies r#"
currency tenge "tenge" short "KZT" minor 2
currency euro "euro" short "EUR" minor 2
fact income : tenge "income"
fact fine : euro "fine"
define poor "earns less" no "earns more" = income < fine
define total "sum" = income + fine
define least "least" = min(income, 5 tenge, 3 euro)
"#

a_number_without_its_currency r#"
currency tenge "tenge" short "KZT" minor 2
fact income : tenge "income"
term levy : tenge "levy" otherwise 0
define poor "earns less" no "earns more" = income < 500
define twice "twice" = income * income
define price "price" = 5 tegne
"#

parts_of_the_least_unit r#"
currency tenge "tenge" short "KZT" minor 2
currency yen "yen"
fact income : tenge "income" usually 0.005 tenge
fact area : decimal to 0.1 "area"
term levy : tenge "levy" otherwise 12.345 tenge
term toll : yen "toll" otherwise if invited then 1.5 yen else 2 yen
rule dear { assumed "an example" when income > 40.000 tenge then levy = 1.0500 tenge }
rule cheap { assumed "an example" when income < 0.005 tenge then toll = 1.0 yen }
case small "Small" {
    on 2024-05-05
    given area = 0.25
    expect levy = 0 tenge
}
"#

divided_by_zero r#"
currency tenge "tenge" short "KZT" minor 2
fact income : tenge "income"
define one "one" = 1 / 0
define share "share" = income / 0 tenge + 1
define part "part" = income / 0.0
"#

out_of_bounds_in_any_case r#"
define many "many" = 9223372036854775807 + 1
define few "few" = 0 - 9223372036854775807 - 1
define later "later" = 2299-12-31 + 1 day
define earlier "earlier" = 1801-01-31 - 1 month rounded down
define fits "fits" = 2299-12-31 - 1 day
rule closed_east on enter {
    assumed "an example"
    until 2299-12-31 + 1 day
    then closed
}
"#

days_as_people_write_them r#"
rule first { assumed "an example" from 01.02.2024 then fee = 1 }
rule second { assumed "an example" from 2024-2-1 then fee = 2 }
rule third { assumed "an example" from 2024-03-01 when born < 1 February 2008 then fee = 3 }
rule fourth { assumed "an example" from 01/02/2024 then fee = 4 }
rule fifth { assumed "an example" from "2024-02-01" then fee = 5 }
case sixth { on 31.02.2024 given invited expect fee = 0 }
"#

numbers_as_people_write_them r#"
currency crown "crown" minor 2
fact paid : crown "paid"
rule first { assumed "an example" when paid > 1 000,50 crown then fee = 1 }
rule second { assumed "an example" when children > 1,000 then fee = 2 }
rule third { assumed "an example" when children ≥ 3 then fee = 3 }
rule fourth { assumed "an example" when children => 3 then fee = 3 }
rule fifth { assumed "an example" when children > 1.0 then fee = 1 }
rule sixth { assumed "an example" when children > 2 then fee = 2.5 rounded up to 1 }
case seventh { on 2024-05-05 given children = 1.0 expect fee = 0 }
"#

yes_for_true r#"
define sure "is so" no "is not so" = invited = yes
"#

effects_without_a_value r#"
term safe : bool "is safe" no "is not safe" otherwise false
rule first { assumed "an example" when invited then safe }
currency months "months" minor 2
"#

months_behind_the_days_between r#"
fact begun : date "first day"
define length "length" = days from begun until begun + 1 month rounded down
define shorter "shorter" = days from begun through begun - 3 days
"#

given_what_never_is r#"
reading first "First?" { one "one", two "two" }
reading second "Second?" given first = one and first = two { three "three", four "four" }
fact tall : bool "is tall" no "is not tall"
case tall_ones {
    on 2025-01-01
    under second = four
    given tall
    expect tall
}
"#

decimals_and_their_places r#"
currency tenge "tenge" short "KZT" minor 12
fact area : decimal "area"
fact length : decimal to 0.05 "length"
fact rooms : int to 1 "rooms"
"#

rounded_to_nothing r#"
currency tenge "tenge" short "KZT" minor 2
fact income : tenge "income"
define levy "levy" = 12.5 % * income rounded down
define other "levy" = 12.5 % * income rounded down to 1
define third "levy" = 12.5 % * income rounded half up to 0 tenge
define nearest "levy" = born + 1 year rounded half up
"#

periods_of_two_units r#"
term wait : days "wait" otherwise 1 month
define one "is" no "is not" = 1 month < 31 days
define two "time" = if adult then 1 month else 30 days
define three "time" = wait + 1 year
define four "time" = max(wait, 1 month)
define five "day" = born + wait * 1.5
"#

no_range r#"
fact a : months "a" ask "A?"
fact b : months from 1 month to 30 days "b" ask "B?"
fact c : days from 3 days to 1 day "c" ask "C?"
fact d : int from 1 day to 3 days "d" ask "D?"
fact e : decimal from 1 day to 3 days "e" ask "E?"
fact f : days to 0.01 "f" ask "F?"
"#

beyond_the_range r#"
fact stay : days from 1 day to 2 weeks "stay" ask "How long?" usually 1 year
fact leave : days from 1 day to 2 weeks "leave" ask "How long?" usually 15 days
define a "is" no "is not" = leave > 3 days with {leave = if adult then 2 weeks else 0 days}
case b { on 2024-01-01 given leave = 3 weeks expect adult }
"#

days_subtracted r#"
define long "is here long" no "is not here long" = day - born > 30
"#

days_of_fields r#"
record debt "a debt" { due_on : date "day on which it is due", rate : decimal to 0.1 "interest" }
list debts : debt "debts" up to 3
define late of debt "is late" no "is not late" = days from debt.due_on until day > 3
define soon of debt "is due soon" no "is not due soon" = days from day until debt.due_on <= 2
define highest "highest interest" = max of debt.rate for debts otherwise 0
define longest "longest time" = max of (days from debt.due_on until day) for debts otherwise 0.5
"#

// ------------------------------------------------------------------------ what a case says

reasons_that_are_none r#"
unmodelled hours cites law "2. Whoever has reached the age of 16 must register before passing a gate."
    because "an example" taints fee
case by_what {
    on 2024-05-05
    given invited
    expect fee = 0 is undetermined by hours
    expect invited by register, Status, law
}
"#

two_answers_for_one_day r#"
holding visa(gate: Gate) "a visa" short "visa" yes "has a visa" no "has no visa" over time
fact here : bool "is here" no "is not here" over time
case not_and_since {
    on 2024-05-05
    given not here, here since 2024-01-01
    expect here
}
case nothing_held_but {
    on 2024-05-05
    given nothing held, holds visa(east) since 2024-01-01
    expect not invited
}
case so_and_later {
    on 2024-05-05
    given here, here since 2025-01-01
    expect here
}
case sound {
    on 2024-05-05
    given nothing held, holds visa(east) since 2024-01-01 until 2024-05-05, here, here through 2024-12-31
    expect here
}
"#

given_twice_with_times r#"
fact here : bool "is here" no "is not here" over time
case two_times {
    on 2024-05-05
    given here through 2024-06-01, here through 2025-01-01
    expect here
}
define supposed "is supposed" no "is not supposed" =
    here with {here through 2024-01-01, here since 2023-01-01}
"#

a_procedure_neither_open_nor_closed r#"
procedure leave "leave" does "leaves"
"#

answers_to_no_question r#"
reading counted "How is the day counted?" given until_day = inclusive { whole "whole", half "half" }
case supposed {
    on 2024-05-05
    under until_day = exclusive
    given invited
    expect invited with {counted = half}
    expect under until_day = inclusive: invited with {counted = half}
}
prove both "Both" { claim invited implies (invited with {until_day = exclusive, counted = half}) }
prove some "Some" { claim invited implies (invited with {counted = half}) }
"#

canons_and_an_order_in_a_circle r#"
act first "First law" special to second { adopted 2021-01-01 in force 2025-01-01 }
act second "Second law" { adopted 2023-01-01 in force 2025-01-01 }
act third "Third law" { adopted 2022-01-01 in force 2025-01-01 }
canon special { assumed "an example" }
canon later { assumed "an example" }
term toll : int "toll" otherwise 0
rule one in first { assumed "an example" then toll = 1 }
rule two in second { assumed "an example" then toll = 2 }
rule three in third { assumed "an example" when invited then toll = 3 }
"#

hashes_that_are_none r#"
source first "Law" { text "law.txt" reviewed 2026-01-15 sha256 "6c5bf5b9ba1fc2a" excerpt }
source second "Law" { text "law.txt" reviewed 2026-01-15 sha256 "" excerpt }
source third "Law" { text "law.txt" reviewed 2026-01-15 sha256 "zz5bf5b9ba1fc2a5" excerpt }
source fourth "Law" { reviewed 2026-01-15 sha256 "6c5bf5b9ba1fc2a5" }
"#

a_comment_of_another_language r##"
# my law
rule first { assumed "an example" then fee = 1 }
"##

names_like_words_of_the_language r#"
fact truе : bool "is so" no "is not so"
fact dаy : bool "is a day" no "is no day"
fact іѕ : bool "is" no "is not"
fact dаte : bool "is a date" no "is no date"
fact а : bool "is under point a" no "is not under point a"
"#

a_gap_without_spaces r#"
rule dots { cites law "Guests pay…for a pass." then fee = 5 }
"#

begins_after_the_last_value r#"
parameter toll : int "toll" { from 2024-01-01: 1 assumed "an example" until 2024-07-01 }
rule tolled { assumed "an example" from 2025-01-01 then fee = toll }
"#

three_dots_for_words_left_out r#"
rule dots { cites law "Guests pay ... for a pass." then fee = 5 }
"#

two_values_on_one_day r#"
parameter toll : int "toll" {
    from 2024-01-01: 1 assumed "an example"
    from 2024-07-01: 2 assumed "an example"
    from 2024-07-01: 3 assumed "an example"
}
rule tolled { assumed "an example" from 2024-07-01 then fee = toll }
"#

braces_that_are_missing r#"
rule first "First" assumed "an example" then fee = 1 }
rule second "Second"
    assumed "an example"
    when status = guest
    then fee = 2
}
fact tall : bool "is tall" no "is not tall" }
rule third "Third" { assumed "an example" when tall then fee = 3 }
"#

amended_twice_and_named_later r#"
act second "Second" { in force 2025-01-01 assumed "an example" }
act third "Third" { in force 2025-01-01 assumed "an example" }
rule toll { assumed "an example" from 2024-01-01 then fee = 1 }
repeal toll in second { assumed "an example" }
restate rule toll in third { assumed "an example" then fee = 2 }
rule reduced despite toll { assumed "an example" from 2025-02-01 when invited then fee = 0 }
rule free lifts toll { assumed "an example" from 2025-03-01 when adult }
"#

a_brace_that_is_missing_before_others r#"
rule first "First" assumed "an example" when status in {guest, member} then fee = 1 }
rule second "Second" { assumed "an example" then fee = 2 }
"#

values_listed_by_or r#"
define here "is here" no "is not here" = status = guest or member
define there "is there" no "is not there" = status = guest or invited
"#

effects_that_are_none r#"
record child "a child" { well : bool "is well" no "is not well" }
list offspring : child "children" up to 3
rule first of child { assumed "an example" then child.well = true }
rule second { assumed "an example" then fee := 1 }
rule third { assumed "an example" then fee = 1 when invited }
case told { on 2024-05-05 given invited = 1 expect fee = 0 }
"#

a_parameter_that_never_has_a_value r#"
act fees "Law on fees" { adopted 2023-01-01 in force 2024-06-01 }
act ends "Law on the end of fees" { adopted 2023-06-01 in force 2024-04-01 }
parameter charge : int "the charge" { from 2024-06-01 : 5 in fees assumed "an example" }
repeal fees in ends { assumed "an example" }
rule a { assumed "an example" then fee = charge }
"#

mistakes_within_a_phrase r#"
record child "a child" { years : int "the age" }
list offspring : child "children" up to 3
act special "Law on east gates" special to gates after gates { in force 2024-06-01 }
rule first { assumed "an example" then fee = 1 with invited }
rule second { assumed "an example" when fee in [1, 2] then fee = 3 }
rule third { assumd "an example" then fee = 1 }
rule fourth { assumed "an example" then must register within 30 days from born }
intended finding duty because "an example"
case told { on 2024-05-05 given offspring = [years = 1] expect fee = 0 }
prove never "Never" { claim fee never rise when children rises }
prove unless "Unless" { claim adult expect refuted under until_day = inclusive }
"#

mistakes_beside_a_bad_day r#"
rule first {
    assumed "an example"
    from 2024-02-31
    when invitd
    then fee = fees, must regster
}
define older "is older" no "is not older" = born < 2024-13-01 and not invitd
provision others "Others" {
    assumed "an example"
    rule second {
        when born < 2024-02-31
        then fee = fees
    }
}
rule third on nothing_like_it { assumed "an example" when invitd then open, requires passs }
"#

mistakes_in_several_clauses r#"
rule first {
    assumed "an example"
    from 01.02.2024
    when status in guest and
         children > 3
    then fee = 1, must register until born
}
rule second {
    assumd "an example"
    wenn invited
    then fee = fees
}
case third {
    on 31.02.2024
    given children 3
    expect fee = 1
    expect fee is 2
}
prove fourth "Fourth" {
    for all adult
    claim no one loses pass is within reach by gates
    expect provd
}
"#

items_begun_with_misspelt_words r#"
rul first { assumed "an example" then fee = 1 }
ruel second {
    assumed "an example"
    then fee = 2
}
fat shown : bool "is shown" no "is not shown"
rule third { assumed "an example" then fee = 3 }
"#

lines_ended_by_carriage_returns "// One gate is closed.\rrule a on get_pass { assumed \"x\" then closed }\rrule b on get_pass { assumed \"x\" then closed }\n"

a_sanction_of_another_type r#"
procedure leave "leave" does "leaves" open
procedure remove "remove" does "removes" open
term fine : int "fine" leads to leave, remove otherwise 0
"#

variants_of_letters r#"
fact AB : bool "is" no "is not"
fact ＡＢ : bool "is" no "is not"
fact fine : bool "is" no "is not"
fact ﬁne : bool "is" no "is not"
fact 𝐀B : bool "is" no "is not"
"#

names_in_what_a_broken_string_swallows r#"
rule quoted "Fee" {
    cites law "5. Guests pay 5 crowns for a pass.
    when status = guest
    then fee = 5
}
fact employed : bool "is employed" no "is not employed"
enum Kind { great "a great one", small "a small one" }
define busy "is busy" no "is not busy" = employed and children > 3
term rate : int "rate" otherwise 0

rule first "R" { assumed "an example" when busy then rate = 2 }
fact kind : Kind "kind"
rule second "S" despite quoted { assumed "an example" when kind = great and employed then fee = 3 }
case somebody { on 2025-01-01 given employed, kind = small expect rate = 2 by quoted }
prove always { claim rate > 2 }
"#

a_broken_string_at_the_end_of_a_provision r#"
provision fees "Fees" {
    rule first "F" { assumed "an example" then fee = 1 }
    rule second "S" despite first {
        assumed "an example
        when invited
        then fee = 2
    }
}
rule third "T" despite fees { assumed "an example" when adult then fee = 3 }

rule fourth "U" despite third, first { assumed "an example" when adult then fee = 4 }
"#

exceptions_that_use_something_mistaken r#"
define grown "has grown" no "has not grown" = day >= born + 16 years
define young "is young" no "is not young" = born < 16
define dear = born + 3
procedure leave "leave" does "leaves" open
rule first "F" { assumed "an example" then fee = 1 }
rule second "S" despite first { assumed "an example" when grown then fee = 2 }
rule third "T" despite first { assumed "an example" then fee = dear }
rule fourth "U" despite second, third { assumed "an example" when invited then fee = 3 }
rule fifth "V" subject to sixth { assumed "an example" when invited then fee = 4 }
rule sixth "W" { assumed "an example" when young then fee = 5 }
rule seventh "X" on leave { assumed "an example" then requires pass }
rule eighth "Y" on leave despite seventh { assumed "an example" then requires pass and young }
rule ninth "Z" lifts eighth { assumed "an example" when young }
"#

what_is_of_a_broken_enumeration r#"
enum Kind { great "a great one" small "a small one", middle "a middling one" }
term size : Kind "size" otherwise small
fact lives(kind: Kind) : bool "lives there" no "does not live there"
holding card(kind: Kind) "a card" short "card" yes "has a card" no "has no card"
procedure build(kind: Kind) "build" does "builds" grants card(kind) open
event burn(what: Kind) "fire" does "has a fire"
record home "home" { sort : Kind "sort", rooms : int "rooms" }
list homes : home "homes" up to 3
rule first "F" on build { assumed "an example" when kind = great then closed }
rule second "S" on burn { assumed "an example" when what = great then fee = 3 }
rule third "T" { assumed "an example" when lives(great) and any homes where home.sort = great then fee = 4 }
rule fourth "U" { assumed "an example" when holds card(small) then size = middle }
case one { on 2025-01-01 given lives(great), homes = [{sort = great, rooms = 3}] step build(small) expect fee = 2 }
case two { on 2025-01-01 given holds card(small) step burn(small) expect size = small }
prove always { claim build(small) is possible or card(small) is within reach }
"#

commas_missing_where_each_value_has_its_line r#"
enum Kind {
    great "a great one",
    small "a small one"
    middle "a middling one",
    other "another",
}
reading asked "What is asked?" {
    all "all"
    nothing_at_all "nothing",
    some "some of it",
}
fact kind : Kind "kind"
rule first "F" { assumed "an example" when kind = other and asked = some then fee = 2 }
parameter toll : int "toll" {
    2024-01-01: 1000
        assumed "an example"
    from 2025-01-01: 1100
        assumed "an example"
}
"#

brackets_of_which_one_is_missing r#"
rule first "F" { assumed "an example" when adult and invited) then fee = 2 }
term most : int "most" otherwise min 2 * 3, 4)
rule second "S" despite first { assumed "an example" when most = 1 then fee = most }
define few "is few" no "is not few" = (if adult then children else children + 1 < 3
"#

items_without_their_word r#"
visits : int "number of visits"
rule first "F" { assumed "an example" when visits > 3 then fee = 2 }
second "S" despite first { assumed "an example" when invited then fee = 3 }
rule third "T" lifts second { assumed "an example" when adult }
Kind { great "a great one", small "a small one" }
fact kind : Kind "kind" usually small
case one { on 2025-01-01 given visits = 4, kind = great expect fee = 2 by second }
"#

a_claim_without_its_word r#"
prove always "Always" {
    for adult
    caim fee = 0
    expect proved
}
"#

brackets_of_elements_missing r#"
record home "home" { rooms : int "rooms", own : bool "is owned" no "is not owned" }
list homes : home "homes" up to 3
case one { on 2025-01-01 given homes = [{rooms = 3}, {rooms = 4], and nothing else expect fee = 0 }
case two { on 2025-01-01 given homes = [rooms = 3}, {rooms = 4}], and nothing else expect fee = 0 }
case three { on 2025-01-01 given homes = [{rooms = 3}, {rooms = 4}, and nothing else expect fee = 0 }
case four
    on 2025-01-01
    given homes = [{rooms = 3}]
    expect fee = 0
}
"#

exceptions_to_what_is_partly_broken r#"
provision fees "Fees" {
    assumed "an example"
    rule first "F" { thn fee = 1 }
    rule second "S" { then fee = 2 } }
rule third "T" lifts fees, duty { assumed "an example" when invited }
rule fourth "U" on get_pass lifts third { assumed "an example" when adult }
rule fifth "V" despite fees { assumed "an example" then fee = 3 }
"#

values_of_a_broken_enumeration_called_like_something_else r#"
reading event date "Which day counts?" { register "that of registration", other "another one" }
define early "is early" no "is not early" = event_date = register
evnt burn(what: Gate) "fire" does "has a fire"
rule first "F" on burn { assumed "an example" when what = east then fee = 3 }
case one { on 2025-01-01 step burn(east) expect fee = 3 }
"#

names_as_help_proposes_them r#"
fact social assistance : bool "receives it" no "does not receive it"
rule full-fee "F" { assumed "an example" when social_assistance then fee = 3 }
rule 6_fee "G" { assumed "an example" when invited then fee = 3 }
rule half fee { assumed "an example" when invited then fee = 2 }
enum Work { part-time "in part", full "fully" }
fact work : Work "work"
rule last "L" despite full_fee, half_fee, fee_6 { assumed "an example" when work = part_time then fee = 1 }
case somebody { on 2025-01-01 given social_assistance expect fee = 3 by full_fee }
"#

what_rules_decide_is_given r#"
parameter toll : int "toll" { from 2024-03-01: 1 assumed "an example" }
case first { on 2025-01-01 given fee = 3 expect fee = 3 }
case second { on 2025-01-01 given not adult expect fee = 3 }
case third { on 2025-01-01 given toll = 3 expect fee = 3 }
prove fourth { claim fee = 3 with {adult} }
"#

days_of_acts_beside_those_cited r#"
act late "Late" { in force 2025-03-01 cites law "1. This law takes effect on 1 March 2024." }
act right "Right" { in force 2024-03-01 cites law "1. This law takes effect on 1 March 2024." }
act counted "Counted" { in force 2025-03-01 cites law "1. This law takes effect on 1 March 2024." assumed "later" }
act chosen "Chosen" {
    in force if until_day = inclusive then 2024-03-01 else 2024-02-01
        cites law "1. This law takes effect on 1 March 2024."
}
act moved "Moved" { in force 2024-03-01 cites law "1. This law takes effect on 1 March 2024." }
act moving "Moving" { in force 2024-02-01 assumed "an example" }
move commencement of moved in moving { assumed "an example" to 2024-05-01 }
act other "Other" { adopted 2023-03-01 cites law "1. This law takes effect on 1 March 2024." in force 2024-03-01 }
"#

// -------------------------------------------------------------------------------- the words

no_words r#"
fact tall : bool
holding ticket "a ticket"
procedure buy_ticket grants ticket open
define tall_adult = tall and adult
"#

}
