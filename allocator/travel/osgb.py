"""National Grid eastings and northings as latitude and longitude, to a few metres; it reads no files.

The series and constants are those of Ordnance Survey, "A guide to coordinate systems in Great Britain": Airy 1830
ellipsoid, transverse Mercator projection, then a seven-parameter shift to WGS 84 (about 5 m).
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

_A, _B = 6377563.396, 6356256.909  # Airy 1830 semi-axes, metres
_WGS_A, _WGS_B = 6378137.0, 6356752.3141
_F0 = 0.9996012717  # scale on the central meridian
_LAT0, _LON0 = radians(49), radians(-2)
_E0, _N0 = 400000.0, -100000.0
_SHIFT = (446.448, -125.157, 542.060)  # metres
_ROTATION = (0.1502, 0.2470, 0.8421)  # seconds of arc
_SCALE = -20.4894e-6


def national_grid_to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude (WGS 84, degrees) of a point given in metres on the National Grid."""
    latitude, longitude = _unproject(easting, northing)
    x, y, z = _to_wgs84(_cartesian(latitude, longitude))
    return _degrees(x, y, z)


def _meridional_arc(latitude: float) -> float:
    n = (_A - _B) / (_A + _B)
    less, more = latitude - _LAT0, latitude + _LAT0
    return (_B * _F0) * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * (n**2 + n**3)) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on the Airy ellipsoid, radians."""
    e2 = 1 - (_B / _A) ** 2
    lat = (northing - _N0) / (_A * _F0) + _LAT0
    while abs(rest := northing - _N0 - _meridional_arc(lat)) > 1e-5:
        lat += rest / (_A * _F0)
    nu = _A * _F0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = _A * _F0 * (1 - e2) * (1 - e2 * sin(lat) ** 2) ** -1.5
    eta2, t, sec, d = nu / rho - 1, tan(lat), 1 / cos(lat), easting - _E0
    latitude = (
        lat
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    longitude = (
        _LON0
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
    )
    return latitude, longitude


def _cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    e2 = 1 - (_B / _A) ** 2
    nu = _A / sqrt(1 - e2 * sin(latitude) ** 2)
    return nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude), (1 - e2) * nu * sin(latitude)


def _to_wgs84(point: tuple[float, float, float]) -> tuple[float, float, float]:
    x, y, z = point
    rx, ry, rz = (radians(seconds / 3600) for seconds in _ROTATION)
    s = 1 + _SCALE
    return (
        _SHIFT[0] + s * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + s * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + s * z,
    )


def _degrees(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 1 - (_WGS_B / _WGS_A) ** 2
    flat = hypot(x, y)
    lat = atan2(z, flat * (1 - e2))
    for _ in range(6):
        nu = _WGS_A / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), flat)
    return degrees(lat), degrees(atan2(y, x))
