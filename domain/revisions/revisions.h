#pragma once
// The front door of revisions: what the pages show and the views that show it.
#include "domain/revisions/revision_views.h"
#include "domain/revisions/views/revisions.view.h"
