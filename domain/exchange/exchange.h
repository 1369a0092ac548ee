#pragma once
// The front door of exchange: the only header of this folder others include.
#include "domain/exchange/exchange_pages.h"
#include "domain/exchange/mapped_import.h"
