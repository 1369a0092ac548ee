#include "domain/exchange/exchange_pages.h"

#include "domain/exchange/api_pages.h"
#include "domain/exchange/exchange_rooms.h"

namespace exchange {

ExchangePages::ExchangePages(accounts::House const& house, experiences::Shelf& shelf, Setting setting)
    : m_rooms{std::make_unique<Rooms>(house, shelf, std::move(setting))}, m_api{std::make_unique<Api>(*m_rooms)} {}
ExchangePages::~ExchangePages() = default;

void ExchangePages::add_routes(accounts::Routes& routes) {
  m_rooms->add_export_routes(routes);
  m_rooms->add_import_routes(routes);
  m_api->add_routes(routes);
}

void ExchangePages::listen(jobs::Queue& queue) {
  queue.listen(std::string{step_event}, [this](std::string const& id) { m_rooms->work.step(IntakeId::trusted(id)); });
}

}  // namespace exchange
