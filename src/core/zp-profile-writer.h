/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-profile.h"

G_BEGIN_DECLS

GBytes *zp_profile_write (const ZpProfile *profile) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
