/* Preloaded into the program by full_disk.mjs: a disk that is full, or takes half of what it is given, while the file named by
   ESSAIM_DISK_SWITCH holds "full" or "short". Only files under ESSAIM_DISK_FOLDER are concerned. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fallocate)(int, off_t, off_t);

__attribute__((constructor)) static void find_the_real_ones(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fallocate = dlsym(RTLD_NEXT, "posix_fallocate64");
}

/* 'f' full, 's' short, 0 as usual. */
static char disk_now(int file) {
  char const *const folder = getenv("ESSAIM_DISK_FOLDER"), *const name = getenv("ESSAIM_DISK_SWITCH");
  char link[64], path[4096], state = 0;
  if (!folder || !name) return 0;
  int const held = open(name, O_RDONLY | O_CLOEXEC);
  if (held < 0) return 0;
  if (read(held, &state, 1) != 1) state = 0;
  close(held);
  if (!state) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t const size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return strncmp(path, folder, strlen(folder)) == 0 ? state : 0;
}

/* How much of `size` the disk takes: all, half of it once in two, nothing. */
static size_t room_for(int file, size_t size) {
  static int turn;
  char const state = disk_now(file);
  if (state == 'f') return 0;
  if (state == 's') return size > 1 && (turn++ & 1) == 0 ? size / 2 : 0;
  return size;
}

ssize_t write(int file, const void *bytes, size_t size) {
  size_t const room = file <= 2 ? size : room_for(file, size);
  if (size && !room) { errno = ENOSPC; return -1; }
  return real_write(file, bytes, room);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t at) {
  size_t const room = room_for(file, size);
  if (size && !room) { errno = ENOSPC; return -1; }
  return real_pwrite(file, bytes, room, at);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }

int posix_fallocate64(int file, off_t at, off_t size) { return room_for(file, 1) ? real_fallocate(file, at, size) : ENOSPC; }
int posix_fallocate(int file, off_t at, off_t size) { return posix_fallocate64(file, at, size); }
