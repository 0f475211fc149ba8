//! The rule because of which the days cannot be told. It is the mistake of the rule, told once however
//! many questions there are.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, Moment, Needs, Own, WrittenId, cone, moments};
use crate::text::Span;

use super::super::Lower;

impl Lower<'_> {
    /// Something is compared that counts from the day itself.
    pub(super) fn counts_from_the_day(&mut self, holding: InputId, asked: Span) {
        let counts = |_: &Self, own: &Own| matches!(own.moment, Moment::Turning(_));
        let rule = self.culprit(holding, counts);
        let help = "compare the day with a day: `arrival + 30 days <= day` for \
                    `day - 30 days >= arrival`";
        self.not_one_day(rule, asked, "counts from the day itself", help);
    }

    /// The day is compared with one that hangs on the law of the day, or on what holds on it.
    pub(super) fn hangs_on_the_law(&mut self, holding: InputId, asked: Span) {
        let hangs = |this: &Self, own: &Own| own.of.iter().any(|of| this.hangs_on_the_day(*of));
        let rule = self.culprit(holding, hangs);
        let help = "ask on single days, `… on 2030-01-01 governed by 2030-01-01`, or write a rule \
                    for each value that it may have";
        let what = "compares with a day that hangs on the law of the day";
        self.not_one_day(rule, asked, what, help);
    }

    /// The first rule behind a holding of which this is so, and of none that it asks.
    fn culprit(&mut self, holding: InputId, is: impl Fn(&Self, &Own) -> bool) -> Option<WrittenId> {
        let gates = Needs::only_behind(self.law, [holding]).gates_behind(self.law, holding);
        let mut found = Vec::new();
        for rule in cone(self.law, gates).rules {
            let own = &self.law[rule];
            let exprs: Vec<_> = own.conditions.iter().copied().chain(own.value()).collect();
            for expr in &exprs {
                if moments(self.law, *expr).own.iter().any(|own| is(self, own)) {
                    found.push((rule, exprs));
                    break;
                }
            }
        }
        let asks_none = |(rule, exprs): &&(_, Vec<_>)| {
            let asked = cone(self.law, exprs.iter().copied()).rules;
            !found
                .iter()
                .any(|(other, _)| other != rule && asked.contains(other))
        };
        let first = found.iter().find(asks_none).or(found.first());
        first.map(|(rule, _)| self.law[*rule].written)
    }

    fn not_one_day(&mut self, rule: Option<WrittenId>, asked: Span, what: &str, help: &str) {
        let diagnostic = match rule {
            Some(rule) => {
                let rule = &self.law[rule];
                let message = format!(
                    "`{}` {what}: on which days what is within reach changes cannot be told",
                    rule.name
                );
                Diagnostic::new(Code::CountedFromTheDay, message)
                    .at(rule.span, "")
                    .note("asked here", asked, "")
            }
            None => {
                let message = format!(
                    "something that it hangs on {what}: on which days it changes cannot be told"
                );
                Diagnostic::new(Code::CountedFromTheDay, message).at(asked, "")
            }
        };
        let known = |known: &Diagnostic| {
            known.code == diagnostic.code && known.message == diagnostic.message
        };
        if rule.is_none() || !self.found.iter().any(known) {
            self.found.push(diagnostic.help(help));
        }
    }
}
