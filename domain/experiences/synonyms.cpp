#include "domain/experiences/synonyms.h"

#include <array>
#include <set>
#include <string_view>

namespace experiences {
namespace {

/// How people say a code, in French then in English. Words of a search, not labels: they are never shown.
struct Said {
  std::string_view code, words;
};

constexpr auto themes_said = std::to_array<Said>({
    {"food", "alimentation nourriture manger repas agriculture food"},
    {"mobility", "mobilité transport déplacement mobility"},
    {"education", "éducation école scolaire enseignement education"},
    {"local_economy", "économie locale emploi travail entreprise economy work"},
    {"health", "santé soin médecin health"},
    {"participation", "participation habitants citoyens démocratie"},
    {"housing", "logement habitat habitation housing"},
    {"youth", "jeunesse jeunes youth"},
    {"ageing", "vieillissement aînés personnes âgées autonomie ageing"},
    {"culture", "culture patrimoine heritage"},
    {"energy_climate", "énergie climat transition énergétique écologique energy climate"},
    {"water_biodiversity", "eau biodiversité nature environnement water biodiversity"},
    {"digital", "numérique informatique internet digital"},
    {"sport", "sport"},
    {"tourism", "tourisme touristique tourism"},
    {"inclusion", "insertion inclusion emploi chômage"},
    {"social_ties", "lien social solidarité isolement social ties"},
    {"town_centre", "revitalisation centre bourg centre-ville commerces town centre"},
    {"third_places", "tiers-lieu tiers-lieux third places"},
    {"associations", "vie associative associations bénévoles"},
});

constexpr auto obstacles_said = std::to_array<Said>({
    {"time", "manque de temps lack of time"},
    {"human_means", "moyens humains insuffisants porteur isolé seul épuisement"},
    {"money", "financement insuffisant argent budget funding"},
    {"know_how", "méthodes compétences manquantes savoir-faire skills"},
    {"information", "dispositifs mal connus information outils"},
    {"partner_search", "trouver des partenaires partenaire"},
    {"convince", "convaincre difficulté à convaincre"},
    {"mistrust", "défiance méfiance méconnaissance entre mondes mistrust"},
    {"silos", "cloisonnement des services échelons silos"},
    {"political_change", "changement d’équipe majorité élections municipales"},
    {"engineering", "ingénierie locale faible appels à projets"},
    {"evaluation", "évaluer effets impact mesure"},
    {"scale", "éphémère pas pérenne très local"},
    {"legal", "juridique droit réglementation legal"},
    {"governance", "gouvernance floue governance"},
    {"conflict", "conflit désaccord tensions conflict"},
    {"participation", "mobiliser les habitants mobilisation"},
    {"digital", "outils numériques informatique"},
});

constexpr auto levers_said = std::to_array<Said>({
    {"third_party", "tiers de confiance animateur médiation third party"},
    {"shared_diagnosis", "diagnostic partagé"},
    {"common_interest", "intérêt commun"},
    {"committed_people", "personnes engagées porteurs"},
    {"project_lead", "chef de projet délégation mandat"},
    {"accompaniment", "accompagnement"},
    {"peers", "échanges entre pairs"},
    {"participatory", "méthode participative"},
    {"political_support", "portage politique élus soutien"},
    {"funding", "financement subvention"},
    {"place", "lieu commun local partagé"},
    {"legal_frame", "cadre charte convention"},
    {"evaluation", "mesure récit des résultats"},
    {"training", "formation montée en compétences"},
    {"long_time", "temps long"},
    {"right_to_fail", "droit à l’échec droit à l’erreur"},
});

template <std::size_t count>
void add(std::string& out, std::array<Said, count> const& said, std::string_view code) {
  for (auto const& one : said)
    if (one.code == code) out.append(one.words).append("\n");
}

std::vector<std::vector<std::string>> const& groups() {
  static std::vector<std::vector<std::string>> const all{
      {"bénévole", "bénévolat", "volontaire"},
      {"mairie", "commune", "municipalité", "municipal", "maire"},
      {"intercommunalité", "intercommunal", "EPCI", "communauté de communes", "agglomération"},
      {"département", "départemental"},
      {"élu", "conseiller municipal"},
      {"habitant", "citoyen", "riverain"},
      {"jeune", "jeunesse", "adolescent", "ado"},
      {"aîné", "personne âgée", "senior", "vieillesse", "retraité"},
      {"enfant", "enfance", "écolier", "élève"},
      {"école", "scolaire"},
      {"collège", "collégien"},
      {"cantine", "restauration scolaire", "restaurant scolaire", "restauration collective"},
      {"maraîcher", "maraîchage", "légume"},
      {"agriculteur", "agriculture", "paysan", "agricole", "exploitant"},
      {"marché", "halle"},
      {"commerce", "commerçant", "boutique", "magasin"},
      {"entreprise", "société", "entrepreneur", "patron", "dirigeant"},
      {"usine", "industrie", "industriel"},
      {"artisan", "artisanat", "artisanal"},
      {"emploi", "travail", "embauche", "recrutement", "recruter"},
      {"chômeur", "chômage", "demandeur d’emploi"},
      {"saisonnier", "travailleur saisonnier"},
      {"stage", "stagiaire", "apprenti", "alternance"},
      {"formation", "former", "apprentissage"},
      {"logement", "habitat", "loger", "hébergement"},
      {"vacance", "logement vacant", "inoccupé", "vide"},
      {"propriétaire", "bailleur", "notaire"},
      {"voiture", "automobile", "véhicule"},
      {"covoiturage", "covoiturer", "autopartage"},
      {"vélo", "bicyclette", "cyclable", "cycliste"},
      {"navette", "minibus", "car"},
      {"fret", "livraison", "transport de marchandises", "logistique"},
      {"santé", "médical", "soin", "médecin", "soignant"},
      {"aidant", "proche aidant", "répit"},
      {"handicap", "handicapé", "situation de handicap"},
      {"solitude", "isolement", "isolé"},
      {"tiers-lieu", "coworking", "espace partagé", "fablab"},
      {"numérique", "informatique", "ordinateur", "internet"},
      {"guichet", "permanence", "France services", "maison de services au public"},
      {"bibliothèque", "médiathèque"},
      {"outil", "matériel", "outillage"},
      {"prêt", "emprunt", "emprunter", "prêter"},
      {"déchet", "recyclage", "réemploi", "recycler"},
      {"forêt", "bois", "forestier"},
      {"pêche", "pêcheur", "conchyliculture", "ostréiculteur", "coquille"},
      {"tourisme", "touriste", "touristique", "vacancier"},
      {"argent", "financement", "subvention", "budget", "fonds"},
      {"don", "mécénat", "mécène", "donateur"},
      {"banque", "bancaire"},
      {"charte", "convention", "accord"},
      {"réunion", "rencontre", "assemblée"},
      {"petit-déjeuner", "petit déjeuner"},
      {"repas", "dîner", "déjeuner", "manger"},
      {"échec", "échouer", "abandon", "abandonner", "renoncer", "renoncement", "arrêter"},
      {"frein", "obstacle", "difficulté", "blocage"},
      {"levier", "atout", "réussite"},
      {"méfiance", "défiance"},
      {"évaluation", "évaluer", "mesurer", "mesure", "indicateur", "chiffre"},
      {"participation", "concertation", "consultation"},
      {"conseil", "comité"},
      {"ESS", "économie sociale et solidaire"},
      {"CCAS", "centre communal d’action sociale"},
      {"MJC", "maison des jeunes et de la culture"},
      {"QPV", "quartier prioritaire", "politique de la ville"},
      {"PTCE", "pôle territorial de coopération économique"},
      {"PETR", "pôle d’équilibre territorial et rural"},
      {"PNR", "parc naturel régional"},
      {"CCI", "chambre de commerce"},
      {"CMA", "chambre de métiers"},
      {"SCIC", "coopérative", "société coopérative", "SCOP"},
      {"EHPAD", "maison de retraite"},
      {"AMAP", "circuit court", "vente directe"},
      {"PAT", "projet alimentaire territorial"},
      {"ACI", "chantier d’insertion", "insertion"},
      {"DSP", "délégation de service public"},
      {"PMR", "mobilité réduite"},
      {"ZRR", "zone de revitalisation rurale"},
      {"HLM", "logement social"},
      {"TPE", "PME", "petite entreprise"},
  };
  return all;
}

}  // namespace

std::span<std::vector<std::string> const> synonyms() { return groups(); }

std::string words_behind_codes(Content const& content) {
  std::string out;
  for (auto const& theme : content.themes) add(out, themes_said, theme);
  std::set<std::string> types;
  for (auto const& obstacle : content.obstacles)
    if (types.insert(obstacle.type).second) add(out, obstacles_said, obstacle.type);
  types.clear();
  for (auto const& lever : content.levers)
    if (types.insert(lever.type).second) add(out, levers_said, lever.type);
  return out;
}

}  // namespace experiences
