# A reading program: from the page of a kit to its catalogue (OPDS), then every link of it.     perl catalogue.pl http://127.0.0.1:8080/p/demonstration/kit
# Each line says one link, parted by tabs: its relation, its type, its address, then what came: status, type, length. Nothing outside
# the place is asked.
use strict;
use warnings;
use LWP::UserAgent;
use URI;
use XML::LibXML;
use XML::LibXML::XPathContext;

binmode $_, ":utf8" for *STDOUT, *STDERR;
my $reader = LWP::UserAgent->new(max_redirect => 0);
my $start = URI->new($ARGV[0]);

sub fetched {
  my $answer = $reader->get($_[0]);
  die "$_[0]: " . $answer->status_line . "\n" unless $answer->is_success;
  return $answer;
}

my ($link) = grep { /type="application\/atom\+xml/ } fetched($start)->decoded_content =~ /<link rel="alternate"[^>]*>/g;
my ($href) = ($link // "") =~ /href="([^"]*)"/ or die "The page names no catalogue.\n";
my $catalogue = URI->new_abs($href, $start);
my $feed = XML::LibXML->load_xml(string => fetched($catalogue)->content);
my $atom = XML::LibXML::XPathContext->new($feed);
$atom->registerNs(a => "http://www.w3.org/2005/Atom");
for my $entry ($atom->findnodes("/a:feed/a:entry")) { print join("\t", "entry", $atom->findvalue("a:id", $entry), $atom->findvalue("a:title", $entry)), "\n" }
for my $one ($atom->findnodes("//a:link")) {
  my $address = URI->new_abs($one->getAttribute("href"), $catalogue);
  my @said = ($one->getAttribute("rel"), $one->getAttribute("type") // "", $address);
  if ($address->host_port ne $start->host_port) { print join("\t", @said, "elsewhere"), "\n"; next }
  my $answer = fetched($address);
  my $told = $one->getAttribute("length");
  die "$address: " . length($answer->content) . " bytes, not $told\n" if defined $told && $told != length $answer->content;
  print join("\t", @said, $answer->code, scalar $answer->content_type, length $answer->content), "\n";
}
