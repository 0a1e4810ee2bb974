//! Where the preview listens.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::path::Path;

use crate::failure::Failure;

/// The first port that is tried.
const PORT: u16 = 3000;
/// How many are tried.
const TRIES: u16 = 100;

/// Open sockets, and by what names they go.
pub struct Listening {
    pub sockets: Vec<TcpListener>,
    pub port: u16,
    /// Host names beside the local ones.
    pub names: Vec<String>,
    /// Whether other machines can come.
    pub is_open: bool,
    host: String,
}

/// Listens at `HOST`, `HOST:PORT` or `PORT`. A port that is named and taken is a failure; else the next free one
/// is taken.
pub fn bind(address: Option<&str>) -> Result<Listening, Failure> {
    let (host, port) = parse(address.unwrap_or_default())?;
    let hosts = match host {
        // Browsers take `localhost` for either.
        None | Some("localhost") => vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)],
        Some(host) => resolve(host)?,
    };
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIES,
    };
    let mut taken = None;
    for port in ports {
        match bind_all(&hosts, port) {
            Ok(sockets) => {
                let port = sockets.first().and_then(|socket| socket.local_addr().ok()).map_or(port, |at| at.port());
                let is_open = !hosts.iter().all(IpAddr::is_loopback);
                let host = shown(host, &hosts);
                let names = vec![host.to_ascii_lowercase()];
                return Ok(Listening { sockets, port, names, is_open, host });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => taken = Some((port, error)),
            Err(error) => {
                let shown = address.unwrap_or("localhost").to_owned();
                return Err(Failure::io("listen at", Path::new(&shown))(error));
            }
        }
    }
    match (port, taken) {
        (Some(port), Some(_)) => {
            Err(Failure::Usage(format!("port {port} is taken; name another, or none to get the next free one")))
        }
        _ => Err(Failure::Usage(format!("all ports from {PORT} to {} are taken; name one", PORT + TRIES))),
    }
}

impl Listening {
    /// The address to open.
    pub fn url(&self, token: Option<&str>) -> String {
        let host = &self.host;
        let port = self.port;
        match token {
            Some(token) => format!("http://{host}:{port}/?token={token}"),
            None => format!("http://{host}:{port}/"),
        }
    }
}

fn parse(address: &str) -> Result<(Option<&str>, Option<u16>), Failure> {
    let bad = || Failure::Usage(format!("`--addr {address}` is no address; write HOST, HOST:PORT or PORT"));
    let number = |text: &str| text.parse::<u16>().map_err(|_| bad());
    let inner = address.trim_start_matches('[');
    if address.is_empty() {
        return Ok((None, None));
    }
    if address.parse::<u16>().is_ok() {
        return Ok((None, Some(number(address)?)));
    }
    if address.starts_with('[') {
        let (host, rest) = inner.split_once(']').ok_or_else(bad)?;
        let port = rest.strip_prefix(':').map(number).transpose()?;
        return if rest.is_empty() || port.is_some() { Ok((Some(host), port)) } else { Err(bad()) };
    }
    match address.rsplit_once(':') {
        Some((host, _)) if host.contains(':') => Ok((Some(address), None)),
        Some(("", port)) => Ok((None, Some(number(port)?))),
        Some((host, port)) => Ok((Some(host), Some(number(port)?))),
        None => Ok((Some(address), None)),
    }
}

fn resolve(host: &str) -> Result<Vec<IpAddr>, Failure> {
    let found = (host, 0).to_socket_addrs();
    let first = found.ok().and_then(|mut found| found.next());
    let first = first.ok_or_else(|| Failure::Usage(format!("`{host}` is no name or address of this machine")))?;
    Ok(vec![first.ip()])
}

fn bind_all(hosts: &[IpAddr], port: u16) -> std::io::Result<Vec<TcpListener>> {
    let mut sockets: Vec<TcpListener> = Vec::new();
    for host in hosts {
        // With port 0 the system chooses, and the second socket takes the first one's.
        let port = sockets.first().and_then(|socket| socket.local_addr().ok()).map_or(port, |at| at.port());
        match TcpListener::bind(SocketAddr::new(*host, port)) {
            Ok(socket) => {
                socket.set_nonblocking(true)?;
                sockets.push(socket);
            }
            // A machine without IPv6 has no second loopback.
            Err(error) if !sockets.is_empty() && error.kind() != ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sockets)
}

/// The host in the address that users open.
fn shown(named: Option<&str>, hosts: &[IpAddr]) -> String {
    match hosts {
        [IpAddr::V4(one)] if one.is_unspecified() => own_address().unwrap_or(*one).to_string(),
        [IpAddr::V6(one)] if one.is_unspecified() => {
            own_address().map_or("localhost".to_owned(), |own| own.to_string())
        }
        [IpAddr::V6(one)] => format!("[{one}]"),
        [one] => named.filter(|name| name.parse::<IpAddr>().is_err()).map_or(one.to_string(), str::to_owned),
        _ => "localhost".to_owned(),
    }
}

/// This machine's address in its network. Nothing is sent: the system only chooses a route.
fn own_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address that is kept for documentation (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(own) => Some(own),
        IpAddr::V6(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let parsed = |text: &'static str| parse(text).ok();
        assert_eq!(parsed(""), Some((None, None)));
        assert_eq!(parsed("4000"), Some((None, Some(4000))));
        assert_eq!(parsed(":4000"), Some((None, Some(4000))));
        assert_eq!(parsed("0.0.0.0"), Some((Some("0.0.0.0"), None)));
        assert_eq!(parsed("0.0.0.0:80"), Some((Some("0.0.0.0"), Some(80))));
        assert_eq!(parsed("[::1]:80"), Some((Some("::1"), Some(80))));
        assert_eq!(parsed("::1"), Some((Some("::1"), None)));
        assert_eq!(parsed("localhost:0"), Some((Some("localhost"), Some(0))));
        for bad in ["0.0.0.0:99999", "a:b", "[::1", "[::1]x"] {
            assert_eq!(parsed(bad), None, "{bad}");
        }
    }
}
