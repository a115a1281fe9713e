/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-book.h"

#include <time.h>

#include <archive_entry.h>

#define MAX_SIZE (4 * 1024 * 1024)

void
zp_test_book_begin (ZpTestBook *self)
{
  self->size = 0;
  self->buffer = g_malloc (MAX_SIZE);
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_per_block (self->archive, 0);
  archive_write_open_memory (self->archive, self->buffer, MAX_SIZE, &self->size);
}

void
zp_test_book_add (ZpTestBook *self,
                  const char *name,
                  const char *head,
                  const char *repeated,
                  guint times,
                  const char *tail)
{
  struct archive_entry *entry = archive_entry_new ();
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; i < times; i++)
    g_string_append (text, repeated);
  g_string_append (text, tail);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) text->len);
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (self->archive, text->str, text->len), ==,
                   (gssize) text->len);
  archive_entry_free (entry);
}

GBytes *
zp_test_book_end (ZpTestBook *self)
{
  archive_write_free (self->archive);
  return g_bytes_new_take (self->buffer, self->size);
}

/* The time of the processor that this thread has had: other programs do not lengthen it. */
gint64
zp_test_get_time (void)
{
  struct timespec time;

  g_assert_no_errno (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time));
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}
