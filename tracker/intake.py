"""One page's way from bytes to rows: the composer that crawls, re-readings and tests share."""
