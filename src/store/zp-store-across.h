/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cross.h"
#include "zp-store.h"

G_BEGIN_DECLS

GPtrArray *zp_store_check_across (ZpStore *self,
                                  const ZpForm *form,
                                  const ZpScorecard *card,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
