# A library catalogue that is not ours (HTTP::OAI) takes all there is:     perl harvest.pl http://127.0.0.1:8080/oai
# Each line says one thing it was told, parted by tabs: what was asked, then what came; "… questions" says in how many pieces.
use strict;
use warnings;
use HTTP::OAI;
use HTTP::OAI::Metadata::OAI_DC;

binmode $_, ":utf8" for *STDOUT, *STDERR;
my $asked = 0;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
$harvester->add_handler(request_send => sub { $asked++; return });

sub said { print join("\t", @_), "\n" }

sub told {
  my ($what, $answer) = @_;
  die "$what: " . $answer->code . " " . $answer->message . "\n" unless $answer->is_success;
  return $answer;
}

# A list to its end; HTTP::OAI goes on with the resumption tokens by itself.
sub take {
  my ($verb, $say, %arguments) = @_;
  my $what = join(" ", $verb, $arguments{metadataPrefix} // ());
  $asked = 0;
  told($what, $harvester->$verb(%arguments, onRecord => sub { said($what, $say->($_[0])) }));
  said("$what questions", $asked);
}

my $place = told("Identify", $harvester->Identify);
said("Identify", $place->repositoryName, $place->protocolVersion, $place->granularity, $place->earliestDatestamp);
my $formats = told("ListMetadataFormats", $harvester->ListMetadataFormats);
while (my $one = $formats->next) { said("ListMetadataFormats", $one->metadataPrefix) }
take("ListSets", sub { ($_[0]->setSpec, $_[0]->setName) });
take("ListIdentifiers", sub { ($_[0]->identifier, $_[0]->datestamp) }, metadataPrefix => "lom");
take("ListRecords", sub { ($_[0]->identifier, join(",", $_[0]->header->setSpec), $_[0]->metadata->dc->{title}[0]) },
  metadataPrefix => "oai_dc", handlers => { metadata => "HTTP::OAI::Metadata::OAI_DC" });
take("ListRecords", sub { ($_[0]->identifier, (grep { $_->nodeType == 1 } $_[0]->metadata->dom->childNodes)[0]->localname) }, metadataPrefix => "lom");
