/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

/* The forms that wait for the review (待审核), by unit and project. */

guint zp_review_queue_count (ZpLibrary *library, const char *id, guint *out_position);
char *zp_review_queue_dup_neighbour (ZpLibrary *library,
                                     const char *id,
                                     int step) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
