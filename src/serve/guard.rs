//! Which requests are answered at all. Pure: a request's words in, a path or a refusal out. Refuses before
//! anything is looked up: pages of other origins, names that DNS rebinding brings, and paths that lead elsewhere.

use std::net::IpAddr;

/// What of a request decides whether it is answered. Names of headers are in lower case.
#[derive(Debug, Default)]
pub struct Request<'a> {
    pub method: &'a str,
    /// As it was sent: undecoded.
    pub target: &'a str,
    pub http_1_0: bool,
    pub headers: Vec<(&'a str, &'a str)>,
}

/// What the server answers to.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Host names beside the local ones, without port.
    pub hosts: Vec<String>,
    pub port: u16,
    /// Whoever comes must know this; `None` when only this machine can come.
    pub token: Option<String>,
    /// What a request must show that writes a claim; `None` when other machines can come.
    pub desk: Option<String>,
}

/// The one address that takes a `POST`.
const ACCEPT: &str = "/_/accept";

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub enum Pass {
    /// The decoded path, without the first `/`; and the query as it was sent.
    Path { path: String, query: String },
    /// The token was shown: set the cookie and lead to this address.
    Welcome { location: String },
    /// A claim is to be written: the query as it was sent.
    Accept { query: String },
}

/// Why a request is not answered: a status and a word for people.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub reason: &'static str,
}

/// The longest request target, in bytes.
const MAX_TARGET: usize = 4096;

fn refuse<T>(status: u16, reason: &'static str) -> Result<T, Refusal> {
    Err(Refusal { status, reason })
}

/// Decides. `local` is the address that the connection came in at.
pub fn check(request: &Request<'_>, policy: &Policy, local: IpAddr) -> Result<Pass, Refusal> {
    host(request, policy, local)?;
    let writes = request.method == "POST" && request.target.split('?').next() == Some(ACCEPT);
    if !writes && !matches!(request.method, "GET" | "HEAD") {
        return refuse(405, "only GET and HEAD are answered");
    }
    if request.header("transfer-encoding").is_some()
        || request.header("content-length").is_some_and(|length| length != "0")
    {
        return refuse(400, "a request here has no body");
    }
    origin(request, policy, local)?;
    if request.target.len() > MAX_TARGET {
        return refuse(414, "the address is too long");
    }
    let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
    if writes {
        // No other site can send this header without being asked first, which is refused.
        let known = policy.desk.as_ref().zip(request.header("x-handbook-desk"));
        let own = request.header("origin").is_some() && known.is_some_and(|(secret, shown)| same(shown, secret));
        return match own {
            true => Ok(Pass::Accept { query: query.to_owned() }),
            false => refuse(403, "only the preview's own pages on this machine may write"),
        };
    }
    let path = decode(path)?;
    if let Some(token) = &policy.token {
        let shown = query.split('&').find_map(|pair| pair.strip_prefix("token="));
        if shown.is_some_and(|shown| same(shown, token)) {
            return Ok(Pass::Welcome { location: format!("/{}", request.target_path()) });
        }
        let name = cookie_name(policy.port);
        let cookies = request.all("cookie").flat_map(|header| header.split(';'));
        let known = cookies
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(key, value)| key == name && same(value, token));
        if !known {
            return refuse(403, "open the address that `handbook serve` printed");
        }
    }
    Ok(Pass::Path { path, query: query.to_owned() })
}

/// The cookie that holds the token. Cookies do not know ports, so the name has it.
pub fn cookie_name(port: u16) -> String {
    format!("handbook-{port}")
}

impl<'a> Request<'a> {
    fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |header| header.0 == name).map(|header| header.1)
    }

    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The path as it was sent, without the first `/` and the query.
    fn target_path(&self) -> &'a str {
        self.target.split('?').next().unwrap_or_default().trim_start_matches('/')
    }
}

fn host(request: &Request<'_>, policy: &Policy, local: IpAddr) -> Result<(), Refusal> {
    let mut hosts = request.all("host");
    match (hosts.next(), hosts.next()) {
        (None, _) if request.http_1_0 => Ok(()),
        (None, _) => refuse(400, "the request has no Host"),
        (Some(_), Some(_)) => refuse(400, "the request has two Hosts"),
        (Some(host), None) if is_own(host, policy, local) => Ok(()),
        (Some(_), None) => refuse(421, "this server does not go by that name"),
    }
}

/// Whether `host[:port]` names this server.
fn is_own(host: &str, policy: &Policy, local: IpAddr) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse::<u16>().ok()),
        _ => (host, Some(80)),
    };
    let name = name.to_ascii_lowercase();
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let known = matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
        || policy.hosts.contains(&name)
        // No name server leads a number elsewhere.
        || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical() == local.to_canonical());
    known && port == Some(policy.port)
}

fn origin(request: &Request<'_>, policy: &Policy, local: IpAddr) -> Result<(), Refusal> {
    for origin in request.all("origin") {
        if !origin.strip_prefix("http://").is_some_and(|host| is_own(host, policy, local)) {
            return refuse(403, "other sites get nothing from here");
        }
    }
    let site = request.header("sec-fetch-site").unwrap_or("none");
    let visit = request.header("sec-fetch-mode") == Some("navigate")
        && request.header("sec-fetch-dest").unwrap_or("document") == "document";
    if !matches!(site, "none" | "same-origin") && !visit {
        return refuse(403, "other sites get nothing from here");
    }
    Ok(())
}

/// Decodes a path, once. What could mean a place outside of the site is refused, not repaired.
pub fn decode(path: &str) -> Result<String, Refusal> {
    let Some(path) = path.strip_prefix('/') else { return refuse(400, "the address must begin with `/`") };
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = (rest.next().and_then(hex), rest.next().and_then(hex));
        let (Some(high), Some(low)) = digits else { return refuse(400, "the address has a `%` without its digits") };
        bytes.push(high << 4 | low);
    }
    let Ok(path) = String::from_utf8(bytes) else { return refuse(400, "the address is not UTF-8") };
    let inner = path.strip_suffix('/').unwrap_or(&path);
    let odd = |part: &str| matches!(part, "" | "." | "..");
    if path.contains(['\\', ':'])
        || path.chars().any(char::is_control)
        || !inner.is_empty() && inner.split('/').any(odd)
        || path == "/"
    {
        return refuse(400, "the address leads nowhere");
    }
    Ok(path)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Compares without telling by the time it takes how much is right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn policy() -> Policy {
        Policy { hosts: Vec::new(), port: 3000, token: None, desk: Some("s3cret".to_owned()) }
    }

    fn ask(target: &str, headers: &[(&str, &str)]) -> Result<Pass, Refusal> {
        let mut all = vec![("host", "localhost:3000")];
        all.retain(|(name, _)| !headers.iter().any(|(own, _)| own == name));
        all.extend(headers);
        let request = Request { method: "GET", target, http_1_0: false, headers: all };
        check(&request, &policy(), LOCAL)
    }

    fn status(target: &str, headers: &[(&str, &str)]) -> u16 {
        ask(target, headers).err().map_or(200, |refusal| refusal.status)
    }

    #[test]
    fn hosts() {
        for host in ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:3000"] {
            assert_eq!(status("/", &[("host", host)]), 200, "{host}");
        }
        for host in [
            "evil.example:3000",
            "localhost",
            "localhost:80",
            "localhost:3000.evil.example",
            "127.0.0.1.nip.io:3000",
            "",
            "[::1]:1",
            "192.168.1.2:3000",
        ] {
            assert_eq!(status("/", &[("host", host)]), 421, "{host}");
        }
        assert_eq!(status("/", &[("host", "localhost:3000"), ("host", "localhost:3000")]), 400);
        let none = Request { method: "GET", target: "/", http_1_0: false, headers: Vec::new() };
        assert_eq!(check(&none, &policy(), LOCAL).map_err(|refusal| refusal.status), Err(400));
    }

    #[test]
    fn origins() {
        assert_eq!(status("/", &[("origin", "http://localhost:3000")]), 200);
        for origin in
            ["http://evil.example", "null", "http://localhost:3001", "https://localhost:3000", "http://127.0.0.1"]
        {
            assert_eq!(status("/", &[("origin", origin)]), 403, "{origin}");
        }
        assert_eq!(status("/", &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), 403);
        assert_eq!(status("/", &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")]), 403);
        let frame = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert_eq!(status("/", &frame), 403);
        let visit = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert_eq!(status("/", &visit), 200);
    }

    #[test]
    fn paths() {
        let path = |target: &str| match ask(target, &[]) {
            Ok(Pass::Path { path, query }) => format!("{path}|{query}"),
            Ok(other) => format!("{other:?}"),
            Err(refusal) => refusal.status.to_string(),
        };
        assert_eq!(path("/"), "|");
        assert_eq!(path("/en/"), "en/|");
        assert_eq!(path("/bn/%E0%A6%B9.html?a=%2e"), "bn/হ.html|a=%2e");
        assert_eq!(path("/%252e%252e/x"), "%2e%2e/x|");
        for bad in [
            "/../etc/passwd",
            "/en/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/%2e%2e%2f",
            "/en/..",
            "/.",
            "/en/./x",
            "//evil/x",
            "/en//x",
            "/en\\x",
            "/%5c..%5cx",
            "/a%00b",
            "/C:/x",
            "/en/x.html::$DATA",
            "/%c0%ae%c0%ae/x",
            "/%ff",
            "/%",
            "/%2",
            "/%zz",
            "http://localhost:3000/x",
            "*",
            "",
            "/%0d%0aX:y",
        ] {
            assert_eq!(path(bad), "400", "{bad}");
        }
        assert_eq!(path(&format!("/{}", "a".repeat(5000))), "414");
    }

    #[test]
    fn methods_and_bodies() {
        let with = |method: &'static str, headers: &[(&'static str, &'static str)]| {
            let mut all = vec![("host", "localhost:3000")];
            all.extend(headers);
            let request = Request { method, target: "/", http_1_0: false, headers: all };
            check(&request, &policy(), LOCAL).err().map_or(200, |refusal| refusal.status)
        };
        assert_eq!(with("HEAD", &[]), 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"] {
            assert_eq!(with(method, &[]), 405, "{method}");
        }
        assert_eq!(with("GET", &[("content-length", "5")]), 400);
        let post = |target: &'static str, headers: &[(&'static str, &'static str)]| {
            let mut all = vec![("host", "localhost:3000")];
            all.extend(headers);
            let request = Request { method: "POST", target, http_1_0: false, headers: all };
            check(&request, &policy(), LOCAL).err().map_or(200, |refusal| refusal.status)
        };
        let own = [("origin", "http://localhost:3000"), ("x-handbook-desk", "s3cret")];
        assert_eq!(post("/_/accept?locale=bn", &own), 200);
        assert_eq!(post("/_/accept", &own[..1]), 403);
        assert_eq!(post("/_/accept", &own[1..]), 403, "a page says where it is from");
        assert_eq!(post("/_/accept", &[own[0], ("x-handbook-desk", "s3cres")]), 403);
        assert_eq!(post("/_/accept", &[("origin", "http://evil.example"), own[1]]), 403);
        assert_eq!(post("/_/accept", &[own[0], own[1], ("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(post("/_/accept", &[own[0], own[1], ("content-length", "5")]), 400);
        assert_eq!(post("/en/", &own), 405);
        assert_eq!(with("GET", &[("content-length", "5"), ("transfer-encoding", "chunked")]), 400);
    }

    #[test]
    fn a_guest_shows_the_token_once() {
        let policy = Policy { hosts: Vec::new(), port: 3000, token: Some("abc".to_owned()), desk: None };
        let here: IpAddr = "192.168.1.2".parse().expect("an address");
        let ask = |target: &'static str, cookie: &'static str| {
            let headers = vec![("host", "192.168.1.2:3000"), ("cookie", cookie)];
            check(&Request { method: "GET", target, http_1_0: false, headers }, &policy, here)
        };
        assert_eq!(ask("/en/", "").map_err(|refusal| refusal.status), Err(403));
        assert_eq!(ask("/en/?token=abd", "").map_err(|refusal| refusal.status), Err(403));
        assert_eq!(ask("/en/?token=abc", ""), Ok(Pass::Welcome { location: "/en/".to_owned() }));
        let path = Pass::Path { path: "en/".to_owned(), query: String::new() };
        assert_eq!(ask("/en/", "a=b; handbook-3000=abc"), Ok(path));
        assert_eq!(ask("/en/", "handbook-3000=ab").map_err(|refusal| refusal.status), Err(403));
    }
}
