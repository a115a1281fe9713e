/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

/* The sample forms that come with the program. */

void zp_samples_add_async (ZpLibrary *library, GAsyncReadyCallback callback, gpointer user_data);
int zp_samples_add_finish (ZpLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
