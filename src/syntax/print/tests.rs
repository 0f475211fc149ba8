use crate::text::FileId;

use super::format;

/// What an input becomes; and that what it becomes stays as it is.
fn check(input: &str, expect: &str) {
    let formatted = format(FileId(0), input).unwrap();
    assert_eq!(formatted, expect, "{formatted}");
    assert_eq!(format(FileId(0), &formatted).unwrap(), formatted);
}

/// That an expression is printed so.
fn check_expr(input: &str, expect: &str) {
    check(
        &format!("define a = {input}"),
        &format!("define a = {expect}\n"),
    );
}

/// That an expression is printed so, from the line below its name on.
fn check_long(input: &str, expect: &[&str]) {
    let expect = expect.join("\n    ");
    check(
        &format!("define a = {input}"),
        &format!("define a =\n    {expect}\n"),
    );
}

#[test]
fn brackets_where_they_are_needed() {
    for (input, expect) in [
        ("((a))", "a"),
        ("(a and b) and c", "a and b and c"),
        ("a and (b and c)", "a and (b and c)"),
        ("a or (b or c)", "a or (b or c)"),
        ("(a or b) and c", "(a or b) and c"),
        ("(a implies b) implies c", "(a implies b) implies c"),
        ("a implies (b implies c)", "a implies b implies c"),
        ("(a and b) implies (c or d)", "a and b implies c or d"),
        ("(a + b) + c", "a + b + c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a + b) * -c", "(a + b) * -c"),
        ("a + (b * c)", "a + b * c"),
        ("a / (b * c) / d", "a / (b * c) / d"),
        ("(a * b) / c", "a * b / c"),
        ("12500.50  tenge", "12_500.50 tenge"),
        ("1_000", "1000"),
        ("12.50%", "12.50 %"),
        ("min( a,max(b, c) )", "min(a, max(b, c))"),
        (
            "(a * b) rounded half  up to 1 tenge = c",
            "a * b rounded half up to 1 tenge = c",
        ),
        ("a * (b rounded down to 0.5)", "a * (b rounded down to 0.5)"),
        ("-(-(a))", "-(-a)"),
        ("-(a + b)", "-(a + b)"),
        ("(d + 1 month) rounded up = e", "d + 1 month rounded up = e"),
        (
            "(d + 1 month rounded up) + 2 days",
            "(d + 1 month rounded up) + 2 days",
        ),
        ("(a = b) = c", "(a = b) = c"),
        ("(if a then b else c) + d", "(if a then b else c) + d"),
        (
            "holds v( x,y ) and (start of v(x)) < d",
            "holds v(x, y) and start of v(x) < d",
        ),
        (
            "days of v(x) from ((d - 180 days)) until (day) > 90",
            "days of v(x) from (d - 180 days) until day > 90",
        ),
        (
            "days from (start of v) through 2024-01-01",
            "days from start of v through 2024-01-01",
        ),
        (
            "(p is not overdue) and p is refused",
            "p is not overdue and p is refused",
        ),
        (
            "a with {holds v(x) since 2024-01-01 until d, f through d}",
            "a with {holds v(x) since 2024-01-01 until d, f through d}",
        ),
        (
            "if a then b else (if c then d else e)",
            "if a then b else if c then d else e",
        ),
        (
            "if (if a then b else c) then d else e",
            "if (if a then b else c) then d else e",
        ),
        ("age  of (born)", "age of born"),
        ("age of (if a then b else c)", "age of (if a then b else c)"),
        ("(not a) = b", "(not a) = b"),
        ("not not a", "not not a"),
    ] {
        check_expr(input, expect);
    }
}

#[test]
fn brackets_for_the_reader() {
    for (input, expect) in [
        ("a or b and c", "a or (b and c)"),
        ("not a = b", "not (a = b)"),
        ("not p is due", "not (p is due)"),
    ] {
        check_expr(input, expect);
    }
}

#[test]
fn words_of_expressions() {
    for (input, expect) in [
        ("x in{a,b,}", "x in {a, b}"),
        ("p( a ,b )is  not open", "p(a, b) is not open"),
        ("v is out\nof reach", "v is out of reach"),
        ("nothing  held and holds  v", "nothing held and holds v"),
        ("true != false", "true != false"),
        ("day>=2025-07-01", "day >= 2025-07-01"),
        (
            "d + 12\n months rounded  down",
            "d + 12 months rounded down",
        ),
        ("1_2345", "12_345"),
    ] {
        check_expr(input, expect);
    }
}

#[test]
fn long_expressions_break_at_the_loosest_operator() {
    let (a, b) = ("a".repeat(60), "b".repeat(60));
    check_long(
        &format!("{a} and c and {b}"),
        &[&format!("{a} and c"), &format!("and {b}")],
    );
    check_long(&format!("{a} implies {b}"), &[&a, &format!("implies {b}")]);
    check_long(&format!("{a} = {b}"), &[&a, &format!("= {b}")]);
    check_long(
        &format!("c or ({a} and {b})"),
        &["c", &format!("or ({a}"), &format!("    and {b})")],
    );
    check_long(
        &format!("if c then {a} else {b}"),
        &[&format!("if c then {a}"), &format!("else {b}")],
    );
    check_long(
        &format!("if {a} then {b} else if c then {a} else {b}"),
        &[
            &format!("if {a}"),
            &format!("then {b}"),
            &format!("else if c then {a}"),
            &format!("else {b}"),
        ],
    );
    check_long(
        &format!("not ({a} or {b})"),
        &[&format!("not ({a}"), &format!("     or {b})")],
    );
    check_long(
        &format!("x in {{{a}, {b}}}"),
        &[&format!("x in {{{a},"), &format!("      {b}}}")],
    );
    check_long(
        &format!("p({a}, {b}) is due"),
        &[&format!("p({a},"), &format!("  {b}) is due")],
    );
}

#[test]
fn declarations() {
    check(
        "fact a:bool\"is\"no\"is not\"\nusually  true holding v\n\n\n\n\"a v\"",
        "fact a : bool \"is\" no \"is not\" usually true\nholding v \"a v\"\n",
    );
    let long = "x".repeat(50);
    check(
        &format!("holding v \"a v\" short \"v\" yes \"{long}\" no \"{long}\""),
        &format!("holding v \"a v\" short \"v\"\n    yes \"{long}\"\n    no  \"{long}\"\n"),
    );
    check(
        &format!(
            "procedure p(a:bool,b : C)\"{long}\" does \"{long}\" grants v,w closed unless a rule opens it"
        ),
        &format!(
            "procedure p(a: bool, b: C) \"{long}\"\n    does \"{long}\"\n    grants v, w\n    closed unless a rule opens it\n"
        ),
    );
    check("term t : int otherwise(1)", "term t : int otherwise 1\n");
    check(
        &format!("define d \"{long}\" no \"{long}\" = {long} cites s \"a b\""),
        &format!("define d \"{long}\"\n    no \"{long}\" =\n    {long}\n    cites s \"a b\"\n"),
    );
}

#[test]
fn lists_are_aligned() {
    check(
        "enum E { a \"x\", long yes \"y\", b }",
        "enum E {\n    a    \"x\",\n    long yes \"y\",\n    b,\n}\n",
    );
    check(
        "reading r \"How?\" { қазақ \"x\", b \"y\" }",
        "reading r \"How?\" {\n    қазақ \"x\",\n    b     \"y\",\n}\n",
    );
}

#[test]
fn clauses_are_aligned() {
    check(
        "rule r \"R\" in a on p { until 2025-01-01 cites s \"x\" when b\nwhen c then open,requires v }",
        "\
rule r \"R\" on p in a {
    until 2025-01-01
    cites s \"x\"
    when  b
    when  c
    then  open, requires v
}
",
    );
    check(
        "provision q in a { through 2025-01-01 rule r lifts s { } }",
        "provision q in a {\n    through 2025-01-01\n    rule r lifts s {\n    }\n}\n",
    );
}

#[test]
fn cases_and_claims() {
    check(
        "case c { on 2025-01-01 under r = x given a = b,not c,and nothing else step p(x)
expect under(r = y):p is due is undetermined by q,s }",
        "\
case c {
    on 2025-01-01
    under r = x
    given a = b, not c, and nothing else
    step p(x)
    expect under r = y: p is due is undetermined by q, s
}
",
    );
    check(
        "prove p { for a claim b expect proved } prove q { until 2025-01-01 claim b }",
        "\
prove p {
    for   a
    claim b
    expect proved
}
prove q {
    until 2025-01-01
    claim b
}
",
    );
}

#[test]
fn sources_and_acts() {
    check(
        "source s \"S\" { text \"a  b.txt\" } act a \"A\" { adopted 2025-01-01 in force 2025-02-01 cites s \"x\" }",
        "\
source s \"S\" {
    text \"a  b.txt\"
}
act a \"A\" {
    adopted  2025-01-01
    in force 2025-02-01 cites s \"x\"
}
",
    );
    check(
        "not encoded cites s \"x\" because \"y\"",
        "not encoded cites s \"x\"\n    because \"y\"\n",
    );
}

#[test]
fn what_is_intended() {
    check(
        "intended   conflict one ,two because \"the council\n decides\"",
        "intended conflict one, two\n    because \"the council decides\"\n",
    );
    check(
        "intended dead end   pass because \"it is known\" intended idle a, b because \"both\"",
        "intended dead end pass\n    because \"it is known\"\nintended idle a, b\n    because \"both\"\n",
    );
}

#[test]
fn parameters() {
    check(
        "parameter p:int \"a fee\" { from 2024-01-01:100 cites s \"x\" // one\n
from 2024-07-01: (a + b) assumed \"x\" cites s \"y\" until 2025-01-01 }",
        "\
parameter p : int \"a fee\" {
    from 2024-01-01: 100 cites s \"x\" // one

    from 2024-07-01: a + b
        assumed \"x\"
        cites s \"y\"
    until 2025-01-01
}
",
    );
    check(
        "parameter p:int { from 2024-01-01:100 in a cites s \"x\" from d:  b in {c} in a // one\n
assumed \"x\" assumed \"y\" from 2025-01-01: 3   in a }",
        "\
parameter p : int {
    from 2024-01-01: 100 in a cites s \"x\"
    from d: b in {c} in a // one

        assumed \"x\"
        assumed \"y\"
    from 2025-01-01: 3 in a
}
",
    );
    let long = "x".repeat(60);
    check(
        &format!("parameter p : int \"{long}\" ask \"{long}\" {{\n\n from 2024-01-01: 1 }}"),
        &format!(
            "parameter p : int \"{long}\"\n    ask \"{long}\" {{\n    from 2024-01-01: 1\n}}\n"
        ),
    );
}

#[test]
fn strings_keep_their_words() {
    let long = "word ".repeat(25);
    let first = "word ".repeat(19);
    check(
        &format!("rule r {{\n  cites s \"  {long}\n\tend.\" as   remark }}"),
        &format!(
            "rule r {{\n    cites s \"{}\n             {}end.\" as remark\n}}\n",
            first.trim_end(),
            "word ".repeat(6)
        ),
    );
    check(
        "fact a : bool \"no\u{a0}break  here\"",
        "fact a : bool \"no\u{a0}break here\"\n",
    );
}

#[test]
fn empty_lines() {
    check(
        "\n\n// a\n\n\n\n// b\n\n\nrule r {\n\n\n when a\n\n\n then open\n\n}\n\n\nfact b : bool\n\n",
        "// a\n\n// b\n\nrule r {\n    when a\n\n    then open\n}\n\nfact b : bool\n",
    );
    check("", "");
    check("\n\n", "");
    check("// only\r\n", "// only\n");
}

#[test]
fn comments_of_items_and_clauses() {
    check(
        "\
rule r { // of the head
  // before
  when a // behind
  then open
  // last
} // end
// after",
        "\
rule r { // of the head
    // before
    when a // behind
    then open
    // last
} // end
// after
",
    );
    check(
        "enum E {\n// x\n a, // y\n b // z\n}",
        "enum E {\n    // x\n    a, // y\n    b, // z\n}\n",
    );
}

#[test]
fn comments_between_the_parts_of_a_list_break_it() {
    check(
        "rule r {\n when a // one\n and b\n // three\n and c\n then open, // four\n closed }",
        "\
rule r {
    when a // one
         and b
         // three
         and c
    then open, // four
         closed
}
",
    );
    check(
        "case c { on 2025-01-01 given a, // one\n b, and nothing else expect d }",
        "\
case c {
    on 2025-01-01
    given a, // one
          b,
          and nothing else
    expect d
}
",
    );
    check(
        "fact a : bool \"is\" // one\n no \"is not\"",
        "fact a : bool \"is\" // one\n    no \"is not\"\n",
    );
}

#[test]
fn comments_elsewhere_are_put_before() {
    check(
        "rule // one\n r { when age // two\n of // three\n born = 1 }",
        "// one\nrule r {\n    // two\n    // three\n    when age of born = 1\n}\n",
    );
    check(
        "fact a : bool // one\n\"is\"",
        "// one\nfact a : bool \"is\"\n",
    );
}

#[test]
fn comments_behind_a_conditional_are_not_in_it() {
    check(
        "rule r {\n until if a then b else c // one\n then requires d // two\n}",
        "rule r {\n    until if a then b else c // one\n    then  requires d // two\n}\n",
    );
}

#[test]
fn a_file_with_mistakes_is_not_formatted() {
    assert_eq!(
        format(FileId(0), "fact a bool\nfact  b : bool")
            .unwrap_err()
            .len(),
        1
    );
}

#[test]
fn brackets_of_the_style_count() {
    let nested = |depth: usize| {
        let open = "(a and b or ".repeat(depth);
        format!("define d = {open}c{}", ")".repeat(depth))
    };
    assert!(format(FileId(0), &nested(90)).is_ok());
    // `if` within `then` needs no brackets to be read, but has them in the style.
    let deep = format!(
        "define d = {}a{}",
        "if a then ".repeat(60),
        " else b".repeat(60)
    );
    let found = format(FileId(0), &deep).unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(
        found[0].message.contains("brackets of the style"),
        "{found:?}"
    );
}

#[test]
fn as_deep_as_expressions_nest() {
    let name = "a".repeat(30);
    let sum = vec![name.clone(); 199].join(" + ");
    let brackets = format!(
        "{}{name}{}",
        format!("{name} implies not (").repeat(48),
        ")".repeat(48)
    );
    for expr in [sum, brackets] {
        let formatted = format(FileId(0), &format!("define d = {expr}")).unwrap();
        assert!(formatted.lines().count() > 40, "{formatted}");
        assert_eq!(format(FileId(0), &formatted).unwrap(), formatted);
    }
}

#[test]
fn steps_of_others_events_and_deadlines() {
    check(
        "procedure p(a:T) \"do it\" by \"the host\" on request grants h(a), k open",
        "procedure p(a: T) \"do it\" by \"the host\" on request grants h(a), k open\n",
    );
    check(
        "event e( a : T ) \"be seen\" does \"is seen\"",
        "event e(a: T) \"be seen\" does \"is seen\"\n",
    );
    check(
        "rule r { then must p within 2 months rounded up of (d), must q by d + 1 day }",
        "rule r {\n    then must p within 2 months rounded up of d, must q by d + 1 day\n}\n",
    );
    check(
        "rule r { then must p within ((wait)) of e, must q within (a+2*b) rounded down of (d) }",
        "rule r {\n    then must p within wait of e, must q within (a + 2 * b) rounded down of d\n}\n",
    );
    check(
        "case c { on 2024-01-01 given holds h since 2024-01-01, f through 2024-02-01 \
         step p(x) refused expect a }",
        "case c {\n    on 2024-01-01\n    given holds h since 2024-01-01, f through 2024-02-01\n    \
         step p(x) refused\n    expect a\n}\n",
    );
    check(
        "holding h(a: T) \"an h\" over time",
        "holding h(a: T) \"an h\" over time\n",
    );
}

#[test]
fn periods() {
    check(
        "fact f:months from 1  month to 12 months \"f\" usually 1 year",
        "fact f : months from 1 month to 12 months \"f\" usually 1 year\n",
    );
    check(
        "record r \"an r\" { a : days from 2 weeks to 30 days \"a\" }",
        "record r \"an r\" {\n    a : days from 2 weeks to 30 days \"a\",\n}\n",
    );
    check(
        "define d = min of r.a for l otherwise (day)",
        "define d = min of r.a for l otherwise day\n",
    );
    check(
        "define d = max of r.a for l otherwise (2 weeks)",
        "define d = max of r.a for l otherwise 2 weeks\n",
    );
}

#[test]
fn acts_and_amendments() {
    check(
        "act a \"A\"after b,c{adopted 2024-01-01 published 2024-01-05 cites s \"x\" \
         in   force on expiry of 1 days after publication}",
        "act a \"A\" after b, c {\n    adopted   2024-01-01\n    published 2024-01-05 cites s \"x\"\n    \
         in force  on expiry of 1 day after publication\n}\n",
    );
    check(
        "restate rule r \"R\" lifts q in a{ reported by s \"x\" from 2024-01-01 }",
        "restate rule r \"R\" lifts q in a {\n    reported by s \"x\"\n    from 2024-01-01\n}\n",
    );
    check(
        "repeal r,q in a { assumed \"x\" from 2024-01-01 }",
        "repeal r, q in a {\n    assumed \"x\"\n    from 2024-01-01\n}\n",
    );
    check(
        "move through of r in a { assumed \"x\" // why\n from 2024-01-01 to if r = one then \
         2025-01-01 else 2026-01-01 }",
        "move through of r in a {\n    assumed \"x\" // why\n    from 2024-01-01\n    \
         to   if r = one then 2025-01-01 else 2026-01-01\n}\n",
    );
    check("source s \"S\"{}", "source s \"S\" {\n}\n");
}
