//! Addresses of the web, e-mail addresses, account names, file names: what keeps its dots, slashes and hyphens.

use super::lexicon::Lexicon;

/// Where such names stand in `chunk`, in order, as byte ranges of the chunk.
pub(super) fn find(chunk: &str, lexicon: &Lexicon, names: &mut Vec<(usize, usize)>) {
    names.clear();
    let bytes = chunk.as_bytes();
    let mut at = 0;
    // Each round reads one run of address characters, so every byte is read a bounded number of times.
    while at < bytes.len() {
        let start = at + count(bytes, at, |byte| !is_name(byte));
        let end = start + count(bytes, start, is_name);
        at = end.max(at + 1);
        if let Some((from, to)) = name(chunk, start, end, lexicon) {
            names.push((from, to));
            at = at.max(to);
        }
    }
}

fn count(bytes: &[u8], from: usize, class: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(from).take_while(|byte| class(**byte)).count()
}

/// What addresses and file names are made of before any path.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'@' | b'%' | b'+')
}

/// The name in the run of name characters from `start` to `end`.
fn name(chunk: &str, start: usize, end: usize, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let run = chunk.get(start..end)?;
    let rest = chunk.get(end..)?;
    let scheme = run.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    if rest.starts_with("://") && (2..=12).contains(&scheme.len()) {
        return Some((end - scheme.len(), link_end(chunk, end)));
    }
    if scheme == "mailto" && rest.starts_with(':') {
        return Some((end - scheme.len(), link_end(chunk, end)));
    }
    if scheme.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) && scheme.len() > 4 {
        return Some((end - scheme.len(), link_end(chunk, start)));
    }
    let body = run.trim_matches(['.', '-', '_', '%', '+']);
    if let Some((account, host)) = body.split_once('@') {
        let from = start + run.len() - run.trim_start_matches(['-', '_', '%', '+']).len();
        let from = if account.is_empty() { from } else { start + run.find(body)? };
        let whole = from + 1 + account.len() + host.split('@').next().unwrap_or(host).len();
        let mail = !account.is_empty()
            && host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.contains(|c: char| c.is_ascii_alphabetic());
        let handle =
            account.is_empty() && host.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        return (mail || handle).then_some((from, whole));
    }
    if !body.contains('.') {
        return None;
    }
    let from = start + run.find(body)?;
    let whole = (from, from + body.len());
    let path =
        rest.starts_with('/') && run.ends_with(body) && rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric);
    let (before, last) = body.rsplit_once('.')?;
    if before.split('.').any(str::is_empty) || !before.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        // Amounts have no name before the dot, but files do: 02-05-02.doc
        let file = lexicon.ending(last).file && !before.ends_with('.') && uniform(last);
        return file.then_some(whole);
    }
    let ending = lexicon.ending(last);
    let second = before.rsplit_once('.').is_some_and(|(_, label)| lexicon.ending(label).second);
    if path && (ending.web || ending.country) {
        return Some((from, link_end(chunk, end)));
    }
    // A capital after the dot is the next sentence (`the firm.Info`), unless the whole name is in capitals.
    let web = (ending.web || (ending.country && second)) && uniform(last) && before.len() > 1;
    (web || (ending.file && uniform(last)) || newsgroup(body)).then_some(whole)
}

/// Letters of one case, which an ending has and the first word of a sentence has not.
fn uniform(label: &str) -> bool {
    !label.bytes().any(|byte| byte.is_ascii_uppercase()) || !label.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Three words or more in lower case, joined by dots: `comp.sources.unix`.
fn newsgroup(body: &str) -> bool {
    let mut labels = 0;
    for label in body.split('.') {
        if label.len() < 2 || !label.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            return false;
        }
        labels += 1;
    }
    labels >= 3
}

/// Where a link ends that goes on at `from`: marks that close a sentence, a quotation or a bracket around it are not its own.
fn link_end(chunk: &str, from: usize) -> usize {
    let rest = chunk.get(from..).unwrap_or_default();
    let stop = rest.find(['<', '>', '"', '“', '”', '«', '»', '|', '‘']).unwrap_or(rest.len());
    let mut link = rest.get(..stop).unwrap_or_default();
    let mut surplus = 0i64;
    for byte in link.bytes() {
        match byte {
            b'(' | b'[' => surplus -= 1,
            b')' | b']' => surplus += 1,
            _ => {}
        }
    }
    while let Some(last) = link.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '…' | '}' => {}
            ')' | ']' if surplus > 0 => surplus -= 1,
            _ if super::is_invisible(last) => {}
            _ => break,
        }
        link = link.get(..link.len() - last.len_utf8()).unwrap_or_default();
    }
    from + link.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(chunk: &str) -> Vec<&str> {
        let mut names = Vec::new();
        find(chunk, Lexicon::get(), &mut names);
        names.iter().map(|(from, to)| chunk.get(*from..*to).unwrap()).collect()
    }

    #[test]
    fn must_find() {
        for (chunk, name) in [
            ("https://news.example.org/a-b/c?d=1&e=2.", "https://news.example.org/a-b/c?d=1&e=2"),
            ("(http://example.com/wiki/Rain_(weather)),", "http://example.com/wiki/Rain_(weather)"),
            ("<www.example.co.uk>", "www.example.co.uk"),
            ("press.office@example.com,", "press.office@example.com"),
            ("@city_desk:", "@city_desk"),
            ("Example.com’s", "Example.com"),
            ("standfor.co.nz.", "standfor.co.nz"),
            ("bit.ly/3xYz)", "bit.ly/3xYz"),
            ("minutes-05-02.pdf", "minutes-05-02.pdf"),
            ("02-05-02.doc", "02-05-02.doc"),
        ] {
            assert_eq!(found(chunk), [name], "{chunk}");
        }
    }

    #[test]
    fn must_not_find() {
        for chunk in [
            "soil.The",
            "again.it",
            "U.S.",
            "3.5",
            "e.g.",
            "$5,000.00",
            "firm.Info",
            "rain...in",
            "a@",
            "@",
            "and/or",
            "p.m.",
        ] {
            assert_eq!(found(chunk), [] as [&str; 0], "{chunk}");
        }
    }
}
